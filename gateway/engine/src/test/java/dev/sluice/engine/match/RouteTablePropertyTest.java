package dev.sluice.engine.match;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.contract.snapshot.Listener;
import dev.sluice.contract.snapshot.Match;
import dev.sluice.contract.snapshot.Match.PathKind;
import dev.sluice.contract.snapshot.Match.PathMatch;
import dev.sluice.contract.snapshot.Match.ValueMatch;
import dev.sluice.engine.FakeRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The table against an obvious one that tries every match and sorts those that hold. */
class RouteTablePropertyTest {
    private static final int TABLES = 400;
    private static final int REQUESTS = 100;
    private static final List<String> HOSTS = List.of("", "a.b.c", "b.c", "*.b.c", "*.c", "x.b.c", "*.a.b.c", "c");
    private static final List<String> ELEMENTS = List.of("", "/", "/a", "/a/", "/a/b", "/ab", "/a/b/c", "/b", "//a");

    private record Written(String host, Match match, int order) {}

    @Test
    void agreesWithTheSlowAndObviousWay() {
        int hits = 0;
        for (int i = 0; i < TABLES; i++) {
            int seed = i;
            SplittableRandom random = new SplittableRandom(seed);
            List<Written> all = new ArrayList<>();
            RouteTable.Builder<Integer> builder =
                    new RouteTable.Builder<>(List.of(new Listener("l", "", 80, 80, Listener.Protocol.HTTP, List.of())));
            int count = 1 + random.nextInt(25);
            for (int order = 0; order < count; order++) {
                Written written = new Written(HOSTS.get(random.nextInt(HOSTS.size())), match(random), order);
                all.add(written);
                List<String> hostnames = written.host.isEmpty() ? List.of() : List.of(written.host);
                builder.add(List.of("l"), hostnames, written.match, order);
            }
            RouteTable<Integer> table = builder.build();
            for (int j = 0; j < REQUESTS; j++) {
                FakeRequest request = request(random);
                Integer expected = slow(all, request);
                RouteEntry<Integer> found = table.match(80, request);
                assertEquals(
                        expected,
                        found == null ? null : found.target(),
                        () -> "seed " + seed + ": " + request + " among " + all);
                hits += expected == null ? 0 : 1;
            }
        }
        assertEquals(true, hits > TABLES * REQUESTS / 3, hits + " requests matched");
    }

    private static Integer slow(List<Written> all, FakeRequest request) {
        return all.stream()
                .filter(w -> hostHolds(w.host, request.host()))
                .filter(w -> pathHolds(w.match.path(), request.path()))
                .filter(w -> w.match.method() == null || w.match.method().equals(request.method()))
                .filter(w -> w.match.headers().stream().allMatch(h -> h.value().equals(request.header(h.name()))))
                .filter(w -> w.match.query().stream().allMatch(q -> q.value().equals(request.query(q.name()))))
                .min(Comparator.comparingInt((Written w) -> w.host.isEmpty() ? 2 : w.host.startsWith("*") ? 1 : 0)
                        .thenComparing(w -> -w.host.length())
                        .thenComparing(w -> w.match.path().kind())
                        .thenComparing(w -> w.match.path().kind() == PathKind.PREFIX
                                ? -w.match.path().value().replaceAll("/$", "").length()
                                : -w.match.path().value().length())
                        .thenComparing(w -> w.match.method() == null)
                        .thenComparing(w -> -w.match.headers().size())
                        .thenComparing(w -> -w.match.query().size())
                        .thenComparing(Written::order))
                .map(Written::order)
                .orElse(null);
    }

    private static boolean hostHolds(String pattern, String host) {
        return pattern.isEmpty()
                || pattern.equals(host)
                || (pattern.startsWith("*")
                        && host.length() > pattern.length() - 1
                        && host.endsWith(pattern.substring(1)));
    }

    private static boolean pathHolds(PathMatch match, String path) {
        return switch (match.kind()) {
            case EXACT -> path.equals(match.value());
            case PREFIX -> (path + "/").startsWith(match.value().replaceAll("/$", "") + "/");
            case REGEX -> path.matches(match.value());
        };
    }

    private static Match match(SplittableRandom random) {
        PathKind kind = PathKind.values()[random.nextInt(3)];
        String path = kind == PathKind.REGEX
                ? List.of("/a.*", "/[ab]+", ".*").get(random.nextInt(3))
                : "/" + ELEMENTS.get(1 + random.nextInt(ELEMENTS.size() - 2)).substring(1);
        return new Match(
                new PathMatch(kind, path),
                random.nextInt(3) == 0 ? "POST" : null,
                values(random, "h"),
                values(random, "q"));
    }

    private static List<ValueMatch> values(SplittableRandom random, String prefix) {
        List<ValueMatch> values = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            if (random.nextInt(5) == 0) {
                values.add(new ValueMatch(prefix + i, String.valueOf(random.nextInt(2)), false));
            }
        }
        return values;
    }

    private static FakeRequest request(SplittableRandom random) {
        List<String> hosts = List.of("a.b.c", "b.c", "x.b.c", "y.b.c", "x.a.b.c", "c", "z.c", "elsewhere", "");
        String path =
                "/" + ELEMENTS.get(1 + random.nextInt(ELEMENTS.size() - 2)).substring(1)
                        + ELEMENTS.get(random.nextInt(ELEMENTS.size()));
        Map<String, String> headers = new HashMap<>();
        Map<String, String> query = new HashMap<>();
        for (int i = 0; i < 2; i++) {
            headers.put("h" + i, String.valueOf(random.nextInt(2)));
            query.put("q" + i, String.valueOf(random.nextInt(2)));
        }
        return new FakeRequest(
                random.nextBoolean() ? "POST" : "GET", hosts.get(random.nextInt(hosts.size())), path, headers, query);
    }
}
