package dev.sluice.standalone.run;

import dev.sluice.control.resolve.Problem;
import dev.sluice.control.status.ObjectStatus;
import dev.sluice.standalone.log.EventLog;
import dev.sluice.standalone.manifest.ManifestProblem;
import dev.sluice.standalone.manifest.folder.FolderState;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Logs each problem once when it comes and once when it is gone. Owned by the control thread. */
final class ProblemLog {
    private static final EventLog LOG = EventLog.of(ProblemLog.class);

    private Set<Entry> known = Set.of();

    /** @param place file and line, or the Gateway */
    private record Entry(String place, String object, String path, String message) {
        Object[] keyValues() {
            return new Object[] {"place", place, "object", object, "path", path, "reason", message};
        }
    }

    void show(FolderState folder, List<ObjectStatus> statuses, Collection<RunningGateway> gateways) {
        Set<Entry> now = new LinkedHashSet<>();
        for (ManifestProblem problem : folder.problems()) {
            String object = problem.object() == null ? "" : problem.object().toString();
            now.add(new Entry(
                    problem.place().toString(),
                    object,
                    problem.problem().path(),
                    problem.problem().message()));
        }
        for (ObjectStatus status : statuses) {
            for (Problem problem : status.problems()) {
                String place = folder.place(status.ref(), problem.path())
                        .map(Object::toString)
                        .orElse("");
                now.add(new Entry(place, status.ref().toString(), problem.path(), problem.message()));
            }
        }
        for (RunningGateway gateway : gateways) {
            gateway.rejection().forEach(reason -> now.add(new Entry("", "Gateway/" + gateway.id(), "", reason)));
        }
        now.stream()
                .filter(entry -> !known.contains(entry))
                .forEach(entry -> LOG.warn("problem found", entry.keyValues()));
        known.stream()
                .filter(entry -> !now.contains(entry))
                .forEach(entry -> LOG.info("problem cleared", entry.keyValues()));
        known = now;
    }
}
