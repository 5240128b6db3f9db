package dev.sluice.control.translate;

import dev.sluice.contract.delivery.CredentialsData;
import dev.sluice.contract.snapshot.Route;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Shares among namespaces what one Gateway can be told. As long as all routes fit nobody is refused anything. Where they do not, the
 * namespaces that take most give way (max-min fairness): each keeps its oldest routes up to a level at which the rest fits, so that
 * nobody fills the room of others. For one thread.
 */
final class RoomCheck {
    /** Fits into the slots of a snapshot whatever a compressor makes of it, and a gateway of 512 MiB unpacks it. */
    static final long MOST_BYTES = 5L << 20;
    /** Leaves a tenth of the Secret to certificates of listeners and to how values are written. */
    static final long MOST_CREDENTIAL_BYTES = CredentialsData.MAX_BYTES / 10 * 9;

    private record Sized(Route route, RouteSize.Size size) {
        ObjectRef ref() {
            String[] parts = route.object().split("/", 3);
            return new ObjectRef(parts[0], parts[1], parts[2]);
        }
    }

    private final Map<String, RouteSize> measured = new HashMap<>();

    /** Routes that there is no room for, and why; empty where everything fits. */
    Map<ObjectRef, Problem> refused(List<GatewayConfig> configs) {
        measured.keySet()
                .retainAll(
                        configs.stream().map(each -> each.snapshot().gateway()).toList());
        Map<ObjectRef, Problem> refused = new LinkedHashMap<>();
        for (GatewayConfig config : configs) {
            String gateway = config.snapshot().gateway();
            RouteSize sizes = new RouteSize(config, measured.get(gateway));
            measured.put(gateway, sizes);
            List<Sized> routes = config.snapshot().routes().stream()
                    .map(route -> new Sized(route, sizes.of(route)))
                    .toList();
            cut(routes, each -> each.size().bytes(), MOST_BYTES)
                    .forEach(ref -> refused.putIfAbsent(ref, problem(ref, gateway, "routes", MOST_BYTES)));
            cut(routes, each -> each.size().credentialBytes(), MOST_CREDENTIAL_BYTES)
                    .forEach(ref -> refused.putIfAbsent(
                            ref,
                            problem(
                                    ref,
                                    gateway,
                                    "the keys and certificates of their backends",
                                    MOST_CREDENTIAL_BYTES)));
        }
        return refused;
    }

    private static List<ObjectRef> cut(List<Sized> routes, ToLongFunction<Sized> bytes, long most) {
        if (routes.stream().mapToLong(bytes).sum() <= most) {
            return List.of();
        }
        Map<String, Long> byNamespace = new LinkedHashMap<>();
        routes.forEach(each -> byNamespace.merge(each.ref().namespace(), bytes.applyAsLong(each), Long::sum));
        long level =
                level(byNamespace.values().stream().mapToLong(Long::longValue).toArray(), most);
        Map<String, Long> kept = new LinkedHashMap<>();
        List<ObjectRef> cut = new ArrayList<>();
        for (Sized each : routes) {
            long own = bytes.applyAsLong(each);
            long before = kept.getOrDefault(each.ref().namespace(), 0L);
            if (before + own <= level || own == 0) {
                kept.put(each.ref().namespace(), before + own);
            } else {
                cut.add(each.ref());
            }
        }
        return cut;
    }

    /** Up to which everybody may take so that all together take no more than there is. */
    private static long level(long[] wanted, long most) {
        Arrays.sort(wanted);
        long left = most;
        for (int i = 0; i < wanted.length; i++) {
            long each = left / (wanted.length - i);
            if (wanted[i] > each) {
                return each;
            }
            left -= wanted[i];
        }
        return Long.MAX_VALUE;
    }

    private static Problem problem(ObjectRef route, String gateway, String of, long most) {
        return new Problem(
                "spec",
                "namespace " + route.namespace() + " has its whole share of the " + most + " bytes that Gateway/"
                        + gateway + " has for " + of + " of all, with older routes");
    }
}
