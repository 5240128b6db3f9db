package dev.sluice.standalone.manifest.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    @ParameterizedTest
    @CsvSource({
        "timeout, timeouts",
        "Timeouts, timeouts",
        "organisation, organization",
        "ednpoints, endpoints",
        "endpoint, endpoints",
        "healthcheck, healthCheck",
        "prise, price",
        "xyzzy, ''",
    })
    void findsTheNameThatWasMeant(String written, String meant) {
        List<String> known = List.of("timeouts", "organization", "endpoints", "healthCheck", "price", "class");

        assertEquals(meant, Nearest.to(written, known).orElse(""));
    }
}
