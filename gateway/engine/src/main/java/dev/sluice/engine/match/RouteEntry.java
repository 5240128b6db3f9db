package dev.sluice.engine.match;

import dev.sluice.contract.snapshot.Match;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One match of one rule, with what it leads to.
 *
 * @param target what the table was filled with
 * @param match its path, in the form of requests' paths, is what a prefix rewrite replaces
 * @param order of the route, rule and match among all
 */
public record RouteEntry<T>(
        T target,
        Match match,
        @Nullable RoutePattern path,
        List<ValueCondition> headers,
        List<ValueCondition> query,
        int order) {

    /** Among entries whose host and path are equally specific: the more conditions, then the earlier. */
    static final Comparator<RouteEntry<?>> PRECEDENCE = Comparator.<RouteEntry<?>>comparingInt(
                    e -> e.match().method() == null ? 1 : 0)
            .thenComparing(e -> -e.headers().size())
            .thenComparing(e -> -e.query().size())
            .thenComparing(RouteEntry::order);

    /** Whether method, headers and query hold; host and path were looked up before. */
    boolean holds(RequestView request) {
        String method = match.method();
        if (method != null && !method.equals(request.method())) {
            return false;
        }
        for (int i = 0; i < headers.size(); i++) {
            ValueCondition header = headers.get(i);
            if (!header.holds(request.header(header.name()))) {
                return false;
            }
        }
        for (int i = 0; i < query.size(); i++) {
            ValueCondition parameter = query.get(i);
            if (!parameter.holds(request.query(parameter.name()))) {
                return false;
            }
        }
        return true;
    }
}
