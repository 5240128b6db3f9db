package dev.sluice.e2e.operator;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The cluster's API server, which can be taken away, and what it counts. */
record ApiServer(Node node) {
    private static final Pattern COUNTER = Pattern.compile("(?m)^apiserver_request_total\\{([^}]*)\\} (\\S+)$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    /** As if its process had ended: connections break and new ones are refused, for everyone. */
    void stop() {
        node.shell("iptables -I INPUT -p tcp --dport 6443 -j REJECT --reject-with tcp-reset");
    }

    /** Undoes {@link #stop}. */
    void start() {
        node.shell("iptables -D INPUT -p tcp --dport 6443 -j REJECT --reject-with tcp-reset");
    }

    /** Requests so far whose labels (verb, group, resource, subresource …) fit. */
    Map<String, Long> requests(Predicate<Map<String, String>> which) {
        Map<String, Long> requests = new TreeMap<>();
        Matcher counter = COUNTER.matcher(node.shell("kubectl get --raw /metrics | grep '^apiserver_request_total'"));
        while (counter.find()) {
            Map<String, String> labels = new TreeMap<>();
            Matcher label = LABEL.matcher(counter.group(1));
            while (label.find()) {
                labels.put(label.group(1), label.group(2));
            }
            if (which.test(labels)) {
                String subresource = labels.getOrDefault("subresource", "");
                String name = labels.get("verb") + " " + labels.get("resource")
                        + (subresource.isEmpty() ? "" : "/" + subresource);
                requests.merge(name, (long) Double.parseDouble(counter.group(2)), Long::sum);
            }
        }
        return requests;
    }

    /** What was added to counts. */
    static Map<String, Long> difference(Map<String, Long> before, Map<String, Long> after) {
        Map<String, Long> added = new TreeMap<>();
        after.forEach((name, count) -> {
            long more = count - before.getOrDefault(name, 0L);
            if (more > 0) {
                added.put(name, more);
            }
        });
        return added;
    }
}
