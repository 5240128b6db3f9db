package dev.sluice.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.observation.ProviderSight;
import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.plan.PlanKey;
import dev.sluice.engine.jsonrpc.JsonRpcKind;
import dev.sluice.engine.model.CompileResult;
import dev.sluice.engine.routing.Exchange;
import dev.sluice.engine.routing.LoopRouter;
import dev.sluice.engine.routing.Pick;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A gateway of one event loop on virtual time, asked for JSON-RPC. */
public final class Gateway {
    public static final long SECOND = 1_000_000_000L;
    public static final long MILLI = 1_000_000L;

    public final GatewayState state = new GatewayState("pod", 0, 0);
    public final LoopRouter loop;
    public long now;

    public Gateway(Snapshots snapshots) {
        this(snapshots, 1);
    }

    public Gateway(Snapshots snapshots, long seed) {
        loop = state.newLoop(new SplittableRandom(seed));
        serve(snapshots);
    }

    public void serve(Snapshots snapshots) {
        assertInstanceOf(CompileResult.Compiled.class, state.apply(snapshots.build(), now));
    }

    /** Shares of the default class by provider, in force for a minute. */
    public void plan(long revision, Map<String, Integer> ppm) {
        List<Plan.Share> shares = new ArrayList<>();
        ppm.forEach((name, share) -> shares.add(new Plan.Share("default/" + name, share)));
        plan(revision, false, shares);
    }

    public void plan(long revision, boolean refuse, List<Plan.Share> shares) {
        PlanKey key = new PlanKey(Snapshots.POLICY, Snapshots.POOL, "default");
        state.apply(
                new Plan("default/edge", 1, revision, 60 * SECOND, List.of(new Plan.Entry(key, refuse, shares))), now);
    }

    /** A request up to its class. */
    public Exchange classified(String body) {
        return classified(FakeRequest.post("/"), body);
    }

    public Exchange classified(FakeRequest request, String body) {
        Exchange x = new Exchange();
        assertNotNull(loop.match(x, Snapshots.PORT, request, now));
        assertNotNull(loop.drawBackend(x));
        byte[] bytes = body.getBytes(UTF_8);
        JsonRpcKind kind = loop.classify(x, request, bytes, 0, bytes.length);
        assertEquals(true, kind.isCall(), body);
        return x;
    }

    public Exchange call(String method) {
        return classified("{\"id\":1,\"method\":\"" + method + "\"}");
    }

    /** A request whose first attempt has begun. */
    public Exchange picked() {
        Exchange x = call("eth_call");
        assertEquals(Pick.PICKED, loop.pick(x, now));
        return x;
    }

    /** The name of the provider of the attempt under way. */
    public static String name(Exchange x) {
        return x.provider().id().substring("default/".length());
    }

    public void answer(Exchange x) {
        loop.answered(x, now);
        loop.finished(x, 200, false, now);
    }

    public void fail(Exchange x, Failure failure) {
        loop.failed(x, failure, 0, 0, now);
    }

    public Pick retry(Exchange x) {
        return loop.pickRetry(x, true, now);
    }

    /** Sends so many requests, all answered, and counts them by provider. */
    public Map<String, Integer> share(int requests) {
        Map<String, Integer> picks = new TreeMap<>();
        for (int i = 0; i < requests; i++) {
            Exchange x = picked();
            picks.merge(name(x), 1, Integer::sum);
            answer(x);
        }
        return picks;
    }

    /** Makes a provider fail in a row until it is ejected, whatever its share. */
    public void eject(String name) {
        for (int i = 0; i < 10_000 && health(name) != ProviderSight.Health.EJECTED; i++) {
            Exchange x = picked();
            if (name(x).equals(name)) {
                fail(x, Failure.CONNECT);
            } else {
                answer(x);
            }
            loop.abandoned(x);
        }
        assertEquals(ProviderSight.Health.EJECTED, health(name));
    }

    public ProviderSight.Health health(String name) {
        return observe().providers().stream()
                .filter(p -> p.provider().equals("default/" + name))
                .findFirst()
                .orElseThrow()
                .health();
    }

    public Observation observe() {
        return state.observe(List.of(loop.report(now)), 0, now);
    }
}
