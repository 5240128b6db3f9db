package dev.sluice.control.translate;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What must hold for any order and any text a user may write; a failure names its seed. */
class TranslatorPropertyTest {
    private static final String[] JUNK = {
        "",
        " ",
        "a/b",
        "*",
        "+",
        "{credential}",
        "99999h",
        "1e9",
        "169.254.169.254",
        "::ffff:127.0.0.1",
        "Hyperscaler",
        "\u00e9",
        "[",
        "(?<",
        "-1"
    };

    @Test
    void orderOfResourcesDoesNotMatter() {
        for (Path folder : GoldenFiles.cases()) {
            String yaml = GoldenFiles.resources(folder);
            TranslateResult expected = translate(yaml);
            for (int seed = 1; seed <= 2; seed++) {
                List<String> documents = new ArrayList<>(List.of(yaml.split("(?m)^---$")));
                Collections.shuffle(documents, new Random(seed));
                assertEquals(expected, translate(String.join("\n---\n", documents)), folder + ", seed " + seed);
            }
        }
    }

    @Test
    void neverThrowsForTextAUserMayWrite() {
        for (Path folder : GoldenFiles.cases()) {
            String yaml = GoldenFiles.resources(folder);
            for (int seed = 1; seed <= 20; seed++) {
                String mangled = mangle(yaml, new Random(seed));
                assertDoesNotThrow(() -> translate(mangled), folder + ", seed " + seed + ":\n" + mangled);
            }
        }
    }

    /** Replaces some quoted or plain scalars after a colon, but not those a schema always checks first. */
    private static String mangle(String yaml, Random random) {
        Matcher scalar = Pattern.compile(
                        "\\b(address|hostname|value|path|target|request|interval|timeout|perMillionRequests|until|name|chain|sectionName|namespace|key|replacePrefixMatch): *+(\"[^\"\\n]*+\"|[^\\s,{}\\[\\]\"][^,{}\\[\\]\\n]*+)(?=[,}\\]\\n])")
                .matcher(yaml);
        return scalar.replaceAll(m -> {
            boolean keep = random.nextInt(12) > 0;
            String junk = JUNK[random.nextInt(JUNK.length)];
            return Matcher.quoteReplacement(keep ? m.group() : m.group(1) + ": \"" + junk + "\"");
        });
    }

    private static TranslateResult translate(String yaml) {
        return Translator.translate(Manifests.read(yaml), List.of(), Translator.Target.STANDALONE, 1, 1);
    }
}
