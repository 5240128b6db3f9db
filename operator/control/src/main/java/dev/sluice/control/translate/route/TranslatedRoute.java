package dev.sluice.control.translate.route;

import dev.sluice.contract.snapshot.Rule;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.status.ObjectStatus;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a route came to.
 *
 * @param ref the route
 * @param id as snapshots name it
 * @param attachments by Gateway id
 * @param hostnames in lower case; empty for any
 * @param rules without policies
 * @param services ids of the Services it names, whether they are there or not
 * @param status what is said at each parent of ours
 */
public record TranslatedRoute(
        ObjectRef ref,
        String id,
        Map<String, Attachment> attachments,
        List<String> hostnames,
        List<Rule> rules,
        Set<String> services,
        ObjectStatus status) {
    public TranslatedRoute {
        attachments = Map.copyOf(attachments);
        hostnames = List.copyOf(hostnames);
        rules = List.copyOf(rules);
        services = Set.copyOf(services);
    }
}
