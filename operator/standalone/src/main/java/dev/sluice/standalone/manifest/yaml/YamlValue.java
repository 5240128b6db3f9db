package dev.sluice.standalone.manifest.yaml;

import com.fasterxml.jackson.databind.JsonNode;

/** One value of a document. {@link #at()} is where it stands; for an alias, where the alias stands. */
public sealed interface YamlValue permits YamlMapping, YamlScalar, YamlSequence {
    Position at();

    /** The same value used again by an alias at another place. What it contains keeps the lines of its definition. */
    YamlValue usedAt(Position use);

    JsonNode toJson();
}
