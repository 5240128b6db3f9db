package dev.sluice.standalone.manifest.yaml;

import dev.sluice.standalone.manifest.yaml.YamlMapping.DuplicateKey;
import dev.sluice.standalone.manifest.yaml.YamlMapping.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects one mapping: own keys win over merged ones ({@code <<: *defaults}), an earlier merge over a later one. */
final class MappingBuilder {
    private final Position at;
    private final Map<String, Field> own = new LinkedHashMap<>();
    private final Map<String, Field> merged = new LinkedHashMap<>();
    private final List<DuplicateKey> duplicates = new ArrayList<>();

    MappingBuilder(Position at) {
        this.at = at;
    }

    void put(YamlValue key, Position keyAt, YamlValue value) {
        if (!(key instanceof YamlScalar scalar) || scalar.value().isNull()) {
            throw new YamlException(keyAt, "a key must be a word, not a list, a mapping or empty");
        }
        String name = scalar.value().asText();
        Field first = own.putIfAbsent(name, new Field(keyAt, value));
        if (first != null) {
            duplicates.add(new DuplicateKey(name, keyAt, first.keyAt()));
        }
    }

    void merge(YamlValue value, Position keyAt) {
        switch (value) {
            case YamlMapping mapping -> mapping.fields().forEach(merged::putIfAbsent);
            case YamlSequence sequence -> sequence.items().forEach(item -> mergeOne(item, keyAt));
            case YamlScalar scalar -> throw new YamlException(keyAt, "<< merges a mapping or a list of mappings");
        }
    }

    private void mergeOne(YamlValue item, Position keyAt) {
        if (!(item instanceof YamlMapping mapping)) {
            throw new YamlException(keyAt, "<< merges a mapping or a list of mappings");
        }
        mapping.fields().forEach(merged::putIfAbsent);
    }

    YamlMapping build() {
        Map<String, Field> fields = new LinkedHashMap<>(own);
        merged.forEach(fields::putIfAbsent);
        return new YamlMapping(at, fields, duplicates);
    }
}
