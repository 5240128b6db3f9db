package dev.sluice.operator.status.measure;

import dev.sluice.operator.status.Known;
import dev.sluice.operator.status.Usage;
import java.util.ArrayList;
import java.util.List;

/** Measures one moment after the other, with what has to be remembered between them. Owned by one thread. */
public final class Measuring {
    private final HealthVotes votes = new HealthVotes();
    private final Reports reports = new Reports();
    private final LastMoves moves = new LastMoves();

    public Measured measure(Known known, Usage usage) {
        List<Sample> samples = Sample.of(known);
        moves.see(samples, Measuring::subjects);
        reports.hear(known);
        return new Measured(
                usage,
                samples,
                votes.count(known),
                reports,
                moves,
                new Spending(known.accounting(), known.policies()),
                known.quotes());
    }

    private static List<String> subjects(Sample sample) {
        List<String> subjects = new ArrayList<>();
        subjects.add(gateway(sample.gateway()));
        subjects.add(pool(sample.decision().key().pool()));
        Usage.merged(sample.decision().key().policy()).forEach(policy -> subjects.add(policy(policy)));
        return subjects;
    }

    static String gateway(String id) {
        return "Gateway/" + id;
    }

    static String pool(String id) {
        return "ProviderPool/" + id;
    }

    static String policy(String id) {
        return "RoutingPolicy/" + id;
    }
}
