package dev.sluice.standalone.simulate;

import dev.sluice.contract.observation.Failure;
import dev.sluice.simulation.scenario.Change;
import dev.sluice.simulation.scenario.Effect;
import dev.sluice.simulation.scenario.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads what happens in a scenario. Each entry says when, whom, and what. */
final class TimelineReader {
    private static final long SECOND = 1_000_000_000L;

    private TimelineReader() {}

    static List<Change> read(Fields scenario) {
        List<Change> changes = new ArrayList<>();
        for (Fields each : scenario.list("timeline")) {
            int before = changes.size();
            entry(each, changes);
            each.done();
            if (changes.size() == before) {
                each.problem(
                        "at",
                        "nothing happens here; expected one of errors, silence, slow, refuseConnections,"
                                + " capacity, probes, flapping, head, churn, price, demand, policy, partition, delay, forgery,"
                                + " settlement");
            }
        }
        return changes;
    }

    private static void entry(Fields in, List<Change> into) {
        long from = in.requiredNanos("at");
        long until = in.nanos("until", Long.MAX_VALUE / 2);
        if (until <= from) {
            in.problem("until", "is not after at");
        }
        Target target = in.fields("providers").map(TimelineReader::target).orElse(Target.ALL);
        long ramp = in.nanos("ramp", 0);
        long stagger = in.nanos("stagger", 0);
        List<Effect> effects = effects(in);
        if (!effects.isEmpty()) {
            into.add(new Change.Fault(target, from, until, ramp, stagger, effects));
        }
        in.fields("churn").ifPresent(churn -> {
            into.add(new Change.Churn(
                    target, from, until, churn.percent("perMinutePercent", 0.1), churn.nanos("down", 30 * SECOND)));
            churn.done();
        });
        in.fields("price").ifPresent(price -> {
            into.add(new Change.Price(target, from, price.number("factor", 1, 0, 1e6)));
            price.done();
        });
        in.fields("demand").ifPresent(demand -> {
            into.add(new Change.Demand(from, until, demand.number("factor", 1, 0.01, 1000), ramp));
            demand.done();
        });
        if (in.has("policy")) {
            into.add(new Change.Policy(from, in.manifest("policy")));
        }
        in.fields("partition").ifPresent(cut -> {
            into.add(new Change.Partition(from, until, cut.percent("gatewaysPercent", 1)));
            cut.done();
        });
        in.fields("delay").ifPresent(delay -> {
            into.add(
                    new Change.Delay(from, until, delay.percent("gatewaysPercent", 1), delay.nanos("by", 10 * SECOND)));
            delay.done();
        });
        in.fields("forgery").ifPresent(lie -> {
            into.add(new Change.Forgery(
                    target, from, until, lie.percent("gatewaysPercent", 0.1), lie.percent("errorPercent", 0.5)));
            lie.done();
        });
        in.fields("settlement").ifPresent(settlement -> {
            into.add(new Change.Settlement(from, until));
            settlement.done();
        });
    }

    private static Target target(Fields in) {
        Target target = new Target(
                in.texts("names"),
                in.textOrNull("region"),
                in.textOrNull("cloud"),
                in.textOrNull("organization"),
                in.textOrNull("class"));
        in.done();
        return target;
    }

    private static List<Effect> effects(Fields in) {
        List<Effect> effects = new ArrayList<>();
        in.fields("errors").ifPresent(each -> {
            effects.add(new Effect.Errors(
                    each.percent("percent", 1), failure(each), each.count("client", -1, -1, 1_000_000)));
            each.done();
        });
        in.fields("silence").ifPresent(each -> {
            effects.add(new Effect.Silence(each.percent("percent", 1)));
            each.done();
        });
        in.fields("slow").ifPresent(each -> {
            effects.add(new Effect.Slow(each.number("factor", 2, 0.01, 10_000)));
            each.done();
        });
        in.fields("refuseConnections").ifPresent(each -> {
            effects.add(new Effect.Refuse(Math.max(1, each.nanos("lifetime", 20 * SECOND))));
            each.done();
        });
        in.fields("capacity").ifPresent(each -> {
            effects.add(new Effect.Capacity(each.number("factor", 1, 0.0001, 1000)));
            each.done();
        });
        in.fields("probes").ifPresent(each -> {
            effects.add(new Effect.Probes(each.percent("failPercent", 0), masked(each)));
            each.done();
        });
        in.fields("flapping").ifPresent(each -> {
            effects.add(new Effect.Flapping(Math.max(2, each.nanos("period", 20 * SECOND))));
            each.done();
        });
        in.fields("head").ifPresent(each -> {
            effects.add(new Effect.Head((long) each.number("block", 0, 0, 9.3e18)));
            each.done();
        });
        return effects;
    }

    private static boolean masked(Fields in) {
        Optional<String> fine = Optional.ofNullable(in.textOrNull("alwaysFine"));
        if (fine.isPresent() && !List.of("true", "false").contains(fine.get())) {
            in.problem("alwaysFine", "is neither true nor false");
        }
        return fine.filter("true"::equals).isPresent();
    }

    /** By the names observations use, as words: ServerError for SERVER_ERROR. */
    private static Failure failure(Fields in) {
        String kind = in.textOrNull("kind");
        if (kind == null) {
            return Failure.SERVER_ERROR;
        }
        for (Failure failure : Failure.values()) {
            if (failure.name().replace("_", "").equalsIgnoreCase(kind)) {
                return failure;
            }
        }
        in.problem(
                "kind",
                "\"%s\" is no kind of failure; expected one of %s"
                        .formatted(
                                kind,
                                Arrays.stream(Failure.values())
                                        .map(Failure::name)
                                        .collect(Collectors.joining(", "))));
        return Failure.SERVER_ERROR;
    }
}
