package dev.sluice.control.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of every object: the answer of {@code GET /api/v1/status}.
 *
 * <pre>{@code
 * {"atMillis": 1735689600000, "ready": true, "reason": "",
 *  "gateways": [{"gateway": "default/edge", "epoch": 1, "revision": 3, "rejection": null, "planInForce": true,
 *    "listeners": [{"port": 8080, "boundPort": 8080}]}],
 *  "objects": [{"kind": "Provider", "namespace": "default", "name": "x", "file": "providers.yaml", "line": 12,
 *    "observedGeneration": 2,
 *    "conditions": [{"parent": null, "type": "Accepted", "status": "False", "reason": "Invalid", "message": "..."}],
 *    "problems": [{"path": "spec.class", "message": "...", "severity": "Error", "file": "providers.yaml",
 *      "line": 15}]}],
 *  "problems": [{"path": "", "message": "not YAML: ...", "severity": "Error", "file": "broken.yaml", "line": 3}]}
 * }</pre>
 *
 * @param atMillis wall clock
 * @param ready whether every Gateway serves what was accepted
 * @param reason why not; empty when ready
 * @param gateways that serve
 * @param objects every object read, rejected ones included
 * @param problems of files that are no manifests at all
 */
public record StatusView(
        long atMillis,
        boolean ready,
        String reason,
        List<GatewayStatus> gateways,
        List<ObjectView> objects,
        List<ProblemView> problems) {
    /** The same, still true at another moment. */
    public StatusView at(long millis) {
        return new StatusView(millis, ready, reason, gateways, objects, problems);
    }

    /** @param rejection why the newest snapshot is not served; null when it is */
    public record GatewayStatus(
            String gateway,
            long epoch,
            long revision,
            @Nullable String rejection,
            boolean planInForce,
            List<ListenerView> listeners) {}

    /** @param port as written; @param boundPort where it answers */
    public record ListenerView(int port, int boundPort) {}

    /** @param file its path below the folder as that was given, null where unknown; @param line 0 where unknown */
    public record ObjectView(
            String kind,
            String namespace,
            String name,
            @Nullable String file,
            int line,
            long observedGeneration,
            List<ConditionView> conditions,
            List<ProblemView> problems) {
        public ObjectView withProblems(List<ProblemView> others) {
            return new ObjectView(kind, namespace, name, file, line, observedGeneration, conditions, others);
        }
    }

    /** @param parent the Gateway or other object the condition is about; null for the object itself */
    public record ConditionView(@Nullable String parent, String type, String status, String reason, String message) {}

    /** @param path of the field; @param severity Error, or Warning where the object is used all the same; @param file and {@code line} where it stands */
    public record ProblemView(
            String path,
            String message,
            String severity,
            @Nullable String file,
            int line) {}
}
