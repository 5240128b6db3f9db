package dev.sluice.standalone.manifest.yaml;

import dev.sluice.standalone.manifest.yaml.YamlStream.SyntaxError;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Text to documents. Never throws for what was written. */
public final class YamlReader {
    /** The API server's own bound of a request is 3 MiB. */
    public static final int MAX_CODE_POINTS = 3 * 1024 * 1024;

    private YamlReader() {}

    public static YamlStream read(String text) {
        List<YamlValue> documents = new ArrayList<>();
        if (text.codePointCount(0, text.length()) > MAX_CODE_POINTS) {
            return failed(documents, Position.START, "is longer than 3 MiB; split the file");
        }
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(MAX_CODE_POINTS).build();
        try {
            Iterator<Event> events = new Parse(settings).parseString(text).iterator();
            Composer composer = new Composer(events);
            for (Optional<YamlValue> next = composer.nextDocument(); next.isPresent(); next = composer.nextDocument()) {
                documents.add(next.get());
            }
            return new YamlStream(documents, Optional.empty());
        } catch (YamlException e) {
            return failed(documents, e.at, e.reason());
        } catch (MarkedYamlEngineException e) {
            Position at = e.getProblemMark()
                    .or(e::getContextMark)
                    .map(YamlReader::position)
                    .orElse(Position.START);
            return failed(documents, at, reason(e));
        } catch (ReaderException e) {
            String character = "U+%04X".formatted(e.getCodePoint());
            return failed(documents, positionOf(text, e.getPosition()), "character " + character + " is not allowed");
        } catch (YamlEngineException e) {
            return failed(documents, Position.START, String.valueOf(e.getMessage()));
        }
    }

    /** A tab may not indent YAML but may stand between the words of JSON; the columns stay as they are. */
    public static YamlStream readJson(String text) {
        return read(text.replace('\t', ' '));
    }

    static Position position(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static YamlStream failed(List<YamlValue> documents, Position at, String reason) {
        return new YamlStream(documents, Optional.of(new SyntaxError(at, reason)));
    }

    private static String reason(MarkedYamlEngineException e) {
        String context = e.getContext();
        String problem = String.valueOf(e.getProblem()).strip();
        return context == null || context.isBlank() ? problem : problem + " (" + context.strip() + ")";
    }

    private static Position positionOf(String text, int codePointIndex) {
        int end = text.offsetByCodePoints(0, Math.min(codePointIndex, text.codePointCount(0, text.length())));
        String before = text.substring(0, end);
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return new Position(line, end - before.lastIndexOf('\n'));
    }
}
