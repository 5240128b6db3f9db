package dev.sluice.control.translate.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.engine.match.Hostnames;
import java.util.List;
import org.junit.jupiter.api.Test;

class TakenNamesTest {
    private static final List<String> NAMES = List.of(
            "",
            "example.com",
            "a.example.com",
            "b.a.example.com",
            "*.example.com",
            "*.a.example.com",
            "*.com",
            "example.org",
            "*.org",
            "myexample.com");

    /** Every pair, against the rule by which routes and listeners share names. */
    @Test
    void meetsWhateverSharesAName() {
        for (String taken : NAMES) {
            for (String asked : NAMES) {
                TakenNames names = new TakenNames();
                names.add(taken);

                boolean shared = Hostnames.intersect(taken, asked.isEmpty() ? List.of() : List.of(asked)) != null;
                assertEquals(shared, names.meet(asked), "\"" + taken + "\" and \"" + asked + "\"");
            }
        }
    }

    @Test
    void nothingIsTakenAtFirst() {
        NAMES.forEach(name -> assertEquals(false, new TakenNames().meet(name), name));
    }
}
