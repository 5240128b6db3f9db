package dev.sluice.standalone.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.simulation.scenario.Change;
import dev.sluice.simulation.scenario.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScenarioReaderTest {
    private static final String SMALL = """
            scenario: mine
            title: One of two fails
            length: 60s
            providers:
            - {name: a, class: BareMetal, organization: one, pricePerMillion: "5.00", capacity: 100}
            - {name: b, count: 2, class: Edge, organization: "two-*", pricePerMillion: "9.00", capacity: 100}
            timeline:
            - {at: 20s, until: 40s, providers: {names: [a]}, errors: {percent: 50, kind: Reset}}
            """;

    @Test
    void readsWhatAUserWrote() {
        ScenarioReader.Result result = ScenarioReader.read("mine.yaml", SMALL);

        assertEquals(List.of(), result.problems());
        Scenario scenario = result.scenario().orElseThrow();
        assertEquals(
                List.of("a", "b-1", "b-2"),
                scenario.sellers().stream().map(each -> each.name()).toList());
        assertEquals("two-2", scenario.sellers().get(2).organization());
        assertEquals(5_000_000, scenario.sellers().getFirst().pricePicos());
        assertTrue(
                scenario.timeline().getFirst() instanceof Change.Fault fault && fault.untilNanos() == 40_000_000_000L);
    }

    @Test
    void namesLineAndFieldOfEveryMistake() {
        String wrong = SMALL.replace("class: Edge", "class: Cloudy")
                .replace("percent: 50", "percent: 500")
                .replace("until: 40s", "until: soon")
                .replace("length: 60s", "lenght: 60s");

        assertEquals(
                List.of(
                        "mine.yaml:6: providers[1].class: \"Cloudy\" is no class; expected one of Hyperscaler, BareMetal, Edge,"
                                + " Decentralized",
                        "mine.yaml:8: timeline[0].until: \"soon\" is no duration; expected a duration such as 30s or 250ms",
                        "mine.yaml:8: timeline[0].errors.percent: \"500\" is not in range; expected a number from 0 to 100"),
                ScenarioReader.read("mine.yaml", wrong).problems().stream()
                        .filter(each -> !each.contains("lenght"))
                        .distinct()
                        .toList());
        assertTrue(ScenarioReader.read("mine.yaml", wrong).problems().stream()
                .anyMatch(each -> each.startsWith("mine.yaml:3: lenght: unknown field")));
    }

    @Test
    void aProviderMayJoinLaterAndSomebodyIsThereFromTheStart() {
        String later = SMALL.replace("count: 2, ", "count: 2, joins: 30s, ");
        Scenario scenario = ScenarioReader.read("mine.yaml", later).scenario().orElseThrow();
        assertEquals(
                List.of(0L, 30_000_000_000L, 30_000_000_000L),
                scenario.sellers().stream().map(each -> each.joinsNanos()).toList());

        assertEquals(
                List.of(
                        "mine.yaml:6: providers[1].joins: \"tomorrow\" is no duration; expected a duration such as 30s or 250ms"),
                ScenarioReader.read("mine.yaml", later.replace("30s", "tomorrow")).problems().stream()
                        .distinct()
                        .toList());
        assertEquals(
                List.of("mine.yaml:4: providers: all join later; expected at least one without joins"),
                ScenarioReader.read("mine.yaml", later.replace("{name: a,", "{name: a, joins: 1s,"))
                        .problems());
    }

    @Test
    void saysWhereYamlEnds() {
        assertTrue(ScenarioReader.read("x.yaml", "scenario: [")
                .problems()
                .getFirst()
                .startsWith("x.yaml:"));
    }
}
