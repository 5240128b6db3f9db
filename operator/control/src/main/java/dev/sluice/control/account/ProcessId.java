package dev.sluice.control.account;

import dev.sluice.contract.observation.Observation;
import dev.sluice.crds.v1alpha1.provider.AccountingPosition;
import java.util.Comparator;
import java.util.Objects;

/** Whose counters these are: a restarted process is another one, even under the same pod name. */
record ProcessId(String gateway, String pod, long startedAtMillis) {
    static final Comparator<ProcessId> ORDER = Comparator.comparing(ProcessId::gateway)
            .thenComparing(ProcessId::pod)
            .thenComparingLong(ProcessId::startedAtMillis);

    static ProcessId of(Observation observation) {
        return new ProcessId(observation.gateway(), observation.reporter(), observation.startedAtMillis());
    }

    static ProcessId of(AccountingPosition position) {
        return new ProcessId(
                Objects.requireNonNullElse(position.gateway(), ""),
                Objects.requireNonNullElse(position.pod(), ""),
                Objects.requireNonNullElse(position.startedAtMillis(), 0L));
    }
}
