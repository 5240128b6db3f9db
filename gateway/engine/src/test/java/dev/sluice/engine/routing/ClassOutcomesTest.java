package dev.sluice.engine.routing;

import static dev.sluice.engine.Gateway.MILLI;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.contract.observation.ClassTraffic;
import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.plan.PlanKey;
import dev.sluice.contract.snapshot.Objectives;
import dev.sluice.engine.Gateway;
import dev.sluice.engine.Snapshots;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassOutcomesTest {
    private final Snapshots snapshots = Snapshots.of(1, 1);

    @Test
    void aRequestThatARetrySavedIsAnsweredAndCountsOnce() {
        Gateway gateway = new Gateway(snapshots);
        Exchange x = gateway.picked();
        gateway.fail(x, Failure.CONNECT);
        assertEquals(Pick.PICKED, gateway.retry(x));
        gateway.answer(x);

        assertEquals(new ClassTraffic(key(x), 1, 0, 0, 0), only(gateway));
    }

    @Test
    void unansweredAreErrorsOfOursAndAnswersBrokenOffButNotClientsThatLeave() {
        Gateway gateway = new Gateway(snapshots);
        Exchange failed = gateway.picked();
        gateway.fail(failed, Failure.TIMEOUT);
        gateway.loop.finished(failed, 504, true, gateway.now);
        Exchange broken = gateway.picked();
        gateway.fail(broken, Failure.RESET);
        gateway.loop.finished(broken, 0, false, gateway.now);
        Exchange left = gateway.picked();
        gateway.loop.finished(left, 0, false, gateway.now);

        assertEquals(new ClassTraffic(key(left), 3, 2, 0, 0), only(gateway));
    }

    @Test
    void lateIsJudgedFromTheRequestsBeginningAndByWhenTheAnswerCame() {
        snapshots.objectives = new Objectives(null, new Objectives.Latency(950_000, 300 * MILLI), List.of());
        Gateway gateway = new Gateway(snapshots);
        Exchange slow = gateway.picked();
        gateway.now += 200 * MILLI;
        gateway.fail(slow, Failure.TIMEOUT);
        gateway.retry(slow);
        gateway.now += 150 * MILLI;
        gateway.answer(slow);
        Exchange streamed = gateway.picked();
        gateway.now += 5_000 * MILLI;
        gateway.loop.answered(streamed, 100 * MILLI, gateway.now);
        gateway.loop.finished(streamed, 200, false, gateway.now);

        assertEquals(new ClassTraffic(key(slow), 2, 0, 1, 0), only(gateway));
    }

    @Test
    void whatThePlanRefusesIsCountedApart() {
        Gateway gateway = new Gateway(snapshots);
        gateway.plan(1, true, List.of(new Plan.Share("default/a", 1_000_000)));
        Exchange x = gateway.call("eth_call");
        gateway.loop.pick(x, gateway.now);
        gateway.loop.finished(x, 503, true, gateway.now);

        assertEquals(new ClassTraffic(key(x), 0, 0, 0, 1), only(gateway));
    }

    private static PlanKey key(Exchange x) {
        return x.candidates().key();
    }

    private static ClassTraffic only(Gateway gateway) {
        List<ClassTraffic> classes = gateway.observe().classes();
        assertEquals(1, classes.size());
        return classes.getFirst();
    }
}
