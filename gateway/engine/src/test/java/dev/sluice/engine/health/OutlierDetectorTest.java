package dev.sluice.engine.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.snapshot.Pool.OutlierDetection;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutlierDetectorTest {
    private static final long SECOND = 1_000_000_000L;

    private static List<ProviderHealth> providers(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new ProviderHealth("p" + i))
                .toList();
    }

    private static OutlierDetector detector(List<ProviderHealth> members) {
        return new OutlierDetector(OutlierDetection.DEFAULT, members, null, 0);
    }

    private static void fail(OutlierDetector detector, ProviderHealth member, int times) {
        for (int i = 0; i < times; i++) {
            detector.failed(member, member.failed(Failure.CONNECT), 0);
        }
    }

    private static void traffic(ProviderHealth member, int good, int bad) {
        IntStream.range(0, good).forEach(i -> member.answered(0));
        IntStream.range(0, bad).forEach(i -> member.failed(Failure.TIMEOUT));
    }

    @Test
    void ejectsAfterFiveFailuresInARow() {
        List<ProviderHealth> members = providers(3);
        OutlierDetector detector = detector(members);

        fail(detector, members.get(0), 4);
        assertFalse(members.get(0).isEjected());
        fail(detector, members.get(0), 1);
        assertTrue(members.get(0).isEjected());
    }

    @Test
    void ejectsNoMoreThanItsShareButOneWhereOthersRemain() {
        List<ProviderHealth> four = providers(4);
        OutlierDetector detector = detector(four);
        four.forEach(m -> fail(detector, m, 5));
        assertEquals(2, four.stream().filter(ProviderHealth::isEjected).count());

        List<ProviderHealth> three = providers(3);
        OutlierDetection tenPercent = new OutlierDetection(5, 10 * SECOND, 30 * SECOND, 300 * SECOND, 10, 1900, 5, 100);
        OutlierDetector careful = new OutlierDetector(tenPercent, three, null, 0);
        three.forEach(m -> fail(careful, m, 5));
        assertEquals(1, three.stream().filter(ProviderHealth::isEjected).count());

        List<ProviderHealth> one = providers(1);
        fail(detector(one), one.get(0), 50);
        assertFalse(one.get(0).isEjected());
    }

    @Test
    void zeroPercentEjectsNobody() {
        List<ProviderHealth> members = providers(3);
        OutlierDetection none = new OutlierDetection(5, 10 * SECOND, 30 * SECOND, 300 * SECOND, 0, 1900, 5, 100);
        fail(new OutlierDetector(none, members, null, 0), members.get(0), 9);
        assertFalse(members.get(0).isEjected());
    }

    @Test
    void ejectsASuccessRateFarBelowTheMean() {
        List<ProviderHealth> members = providers(6);
        OutlierDetector detector = detector(members);
        members.subList(0, 5).forEach(m -> traffic(m, 199, 1));
        traffic(members.get(5), 120, 80);

        detector.tick(9 * SECOND);
        assertFalse(members.get(5).isEjected(), "the interval is not over");
        detector.tick(10 * SECOND);

        assertEquals(
                List.of("p5"),
                members.stream()
                        .filter(ProviderHealth::isEjected)
                        .map(ProviderHealth::id)
                        .toList());
    }

    @Test
    void ejectsNobodyForAFewPerMilleWhereAllAreAlike() {
        List<ProviderHealth> members = providers(8);
        OutlierDetector detector = detector(members);
        members.subList(1, 8).forEach(m -> traffic(m, 999, 1));
        traffic(members.get(0), 990, 10);

        detector.tick(10 * SECOND);

        assertFalse(members.get(0).isEjected());
    }

    @Test
    void doesNotJudgeByFewHostsOrFewRequests() {
        List<ProviderHealth> four = providers(4);
        OutlierDetector fewHosts = detector(four);
        four.forEach(m -> traffic(m, 200, 0));
        traffic(four.get(0), 0, 200);
        fewHosts.tick(10 * SECOND);
        assertFalse(four.get(0).isEjected());

        List<ProviderHealth> six = providers(6);
        OutlierDetector fewRequests = detector(six);
        six.forEach(m -> traffic(m, 90, 0));
        traffic(six.get(0), 0, 9);
        fewRequests.tick(10 * SECOND);
        assertFalse(six.get(0).isEjected());
    }

    @Test
    void anIntervalGoesOnOverAChangeOfTheModel() {
        List<ProviderHealth> members = providers(6);
        OutlierDetector before = detector(members);
        members.subList(0, 5).forEach(m -> traffic(m, 200, 0));
        traffic(members.get(5), 20, 180);

        OutlierDetector after = new OutlierDetector(OutlierDetection.DEFAULT, members, before, 9 * SECOND);
        after.tick(10 * SECOND);

        assertTrue(members.get(5).isEjected());
    }
}
