package dev.sluice.control.plan.worth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MediansTest {
    @Test
    void manyIdentitiesOfOneOrganizationAreOneVoice() {
        double[] prices = {1, 1, 1, 1, 1, 10, 12};
        Medians usual = Medians.byOrganization(List.of("crowd", "crowd", "crowd", "crowd", "crowd", "a", "b"));
        assertEquals(10, usual.of(i -> prices[i], price -> price > 0, 0));
        assertEquals(7, usual.of(i -> 0, price -> price > 0, 7));
    }

    @Test
    void isTheMedianOfTheMediansOfThoseThatAreKnown() {
        Random random = new Random(11);
        for (int run = 0; run < 1_000; run++) {
            List<String> behind = IntStream.range(0, 1 + random.nextInt(30))
                    .mapToObj(i -> "o" + random.nextInt(8))
                    .toList();
            double[] values =
                    random.doubles(behind.size(), -1, 3).map(Math::rint).toArray();
            Map<String, List<Double>> groups = IntStream.range(0, values.length)
                    .filter(i -> values[i] >= 0)
                    .boxed()
                    .collect(Collectors.groupingBy(
                            behind::get, Collectors.mapping(i -> values[i], Collectors.toList())));
            double expected = groups.isEmpty()
                    ? 5
                    : median(groups.values().stream().map(MediansTest::median).toList());
            assertEquals(expected, Medians.byOrganization(behind).of(i -> values[i], each -> each >= 0, 5));
        }
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
    }
}
