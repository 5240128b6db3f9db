package dev.sluice.standalone.manifest.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;

/**
 * Parser events to values. Our own rather than the library's, because an alias has to remember where it was used, and
 * because depth and expansion must be bounded before they cost anything.
 */
final class Composer {
    private static final int MAX_DEPTH = 64;

    /** Values of one text with every alias written out: a bomb of ten nested aliases would be 10^10. */
    private static final int MAX_VALUES = 200_000;

    private static final String CORE_TAG = "tag:yaml.org,2002:";

    private record Anchored(YamlValue value, int size) {}

    private final Iterator<Event> events;
    private final Map<Anchor, Anchored> anchors = new HashMap<>();
    private int values;

    Composer(Iterator<Event> events) {
        this.events = events;
    }

    Optional<YamlValue> nextDocument() {
        while (events.hasNext()) {
            if (events.next().getEventId() == Event.ID.DocumentStart) {
                anchors.clear();
                YamlValue document = value(events.next(), 0);
                return Optional.of(document);
            }
        }
        return Optional.empty();
    }

    private YamlValue value(Event event, int depth) {
        Position at = position(event);
        if (depth > MAX_DEPTH) {
            throw new YamlException(at, "is nested deeper than " + MAX_DEPTH + " levels");
        }
        count(1, at);
        if (event instanceof AliasEvent alias) {
            return aliased(alias, at);
        }
        int before = values;
        YamlValue value =
                switch (event) {
                    case ScalarEvent scalar -> new YamlScalar(at, scalar.getValue(), typed(scalar, at));
                    case SequenceStartEvent sequence -> {
                        requireTag(sequence.getTag(), "seq", at);
                        yield sequence(at, depth);
                    }
                    case MappingStartEvent mapping -> {
                        requireTag(mapping.getTag(), "map", at);
                        yield mapping(at, depth);
                    }
                    default -> throw new YamlException(at, "unexpected " + event.getEventId());
                };
        ((NodeEvent) event).getAnchor().ifPresent(name -> anchors.put(name, new Anchored(value, values - before)));
        return value;
    }

    private YamlValue aliased(AliasEvent alias, Position at) {
        Anchored anchored = anchors.get(alias.getAlias());
        if (anchored == null) {
            throw new YamlException(at, "alias *" + alias.getAlias() + " has no anchor before it, or stands inside it");
        }
        count(anchored.size(), at);
        return anchored.value().usedAt(at);
    }

    private YamlSequence sequence(Position at, int depth) {
        List<YamlValue> items = new ArrayList<>();
        for (Event next = events.next(); next.getEventId() != Event.ID.SequenceEnd; next = events.next()) {
            items.add(value(next, depth + 1));
        }
        return new YamlSequence(at, items);
    }

    private YamlMapping mapping(Position at, int depth) {
        MappingBuilder mapping = new MappingBuilder(at);
        for (Event next = events.next(); next.getEventId() != Event.ID.MappingEnd; next = events.next()) {
            Position keyAt = position(next);
            boolean merge = next instanceof ScalarEvent scalar && scalar.isPlain() && "<<".equals(scalar.getValue());
            YamlValue key = value(next, depth + 1);
            YamlValue value = value(events.next(), depth + 1);
            if (merge) {
                mapping.merge(value, keyAt);
            } else {
                mapping.put(key, keyAt, value);
            }
        }
        return mapping.build();
    }

    private void count(int more, Position at) {
        values = Math.addExact(values, more);
        if (values > MAX_VALUES) {
            throw new YamlException(at, "holds more than " + MAX_VALUES + " values once its aliases are written out");
        }
    }

    private static JsonNode typed(ScalarEvent scalar, Position at) {
        String tag = scalar.getTag().orElse("");
        if (tag.isEmpty()) {
            return scalar.isPlain() ? ScalarTypes.ofPlain(scalar.getValue()) : TextNode.valueOf(scalar.getValue());
        }
        return switch (tag) {
            case "!", CORE_TAG + "str" -> TextNode.valueOf(scalar.getValue());
            case CORE_TAG + "int", CORE_TAG + "float", CORE_TAG + "bool", CORE_TAG + "null" ->
                ScalarTypes.ofPlain(scalar.getValue());
            default -> throw new YamlException(at, "tag " + tag + " is not supported");
        };
    }

    private static void requireTag(Optional<String> tag, String allowed, Position at) {
        if (tag.isPresent() && !tag.get().equals("!") && !tag.get().equals(CORE_TAG + allowed)) {
            throw new YamlException(at, "tag " + tag.get() + " is not supported");
        }
    }

    private static Position position(Event event) {
        return event.getStartMark().map(YamlReader::position).orElse(Position.START);
    }
}
