package dev.sluice.control.translate.route;

import dev.sluice.contract.snapshot.Match;
import dev.sluice.engine.match.RoutePattern;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPHeaderMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPPathMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPQueryParamMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Matches of a rule; what is left out is filled in as Gateway API says. */
final class MatchTranslator {
    private static final Match EVERY =
            new Match(new Match.PathMatch(Match.PathKind.PREFIX, "/"), null, List.of(), List.of());

    private MatchTranslator() {}

    /** Matches that can be served; one whose pattern cannot be read matches nothing, and its rule has a fault. */
    static List<Match> translate(String path, @Nullable List<HTTPRouteMatch> written, RuleFaults faults) {
        if (written == null || written.isEmpty()) {
            return List.of(EVERY);
        }
        List<Match> matches = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            int before = faults.count();
            Match match = match(path + ".matches[" + i + "]", written.get(i), faults);
            if (faults.count() == before) {
                matches.add(match);
            }
        }
        return matches;
    }

    private static Match match(String path, HTTPRouteMatch match, RuleFaults faults) {
        List<Match.ValueMatch> headers = new ArrayList<>();
        List<HTTPHeaderMatch> writtenHeaders = Objects.requireNonNullElse(match.getHeaders(), List.of());
        for (int i = 0; i < writtenHeaders.size(); i++) {
            HTTPHeaderMatch h = writtenHeaders.get(i);
            String name = h.getName().toLowerCase(Locale.ROOT);
            // Of several entries with one name only the first counts.
            if (headers.stream().noneMatch(known -> known.name().equals(name))) {
                headers.add(value(path + ".headers[" + i + "]", name, h.getType(), h.getValue(), faults));
            }
        }
        List<Match.ValueMatch> query = new ArrayList<>();
        List<HTTPQueryParamMatch> writtenQuery = Objects.requireNonNullElse(match.getQueryParams(), List.of());
        for (int i = 0; i < writtenQuery.size(); i++) {
            HTTPQueryParamMatch q = writtenQuery.get(i);
            if (query.stream().noneMatch(known -> known.name().equals(q.getName()))) {
                query.add(value(path + ".queryParams[" + i + "]", q.getName(), q.getType(), q.getValue(), faults));
            }
        }
        return new Match(path(path + ".path", match.getPath(), faults), match.getMethod(), headers, query);
    }

    private static Match.PathMatch path(String path, @Nullable HTTPPathMatch match, RuleFaults faults) {
        String value = match == null || match.getValue() == null ? "/" : match.getValue();
        String type = match == null || match.getType() == null ? "PathPrefix" : match.getType();
        return switch (type) {
            case "PathPrefix" -> new Match.PathMatch(Match.PathKind.PREFIX, value);
            case "Exact" -> new Match.PathMatch(Match.PathKind.EXACT, value);
            case "RegularExpression" -> {
                checkPattern(path + ".value", value, faults);
                yield new Match.PathMatch(Match.PathKind.REGEX, value);
            }
            default -> {
                faults.add(path + ".type", type + " is not supported", "Exact, PathPrefix or RegularExpression");
                yield new Match.PathMatch(Match.PathKind.PREFIX, value);
            }
        };
    }

    private static Match.ValueMatch value(
            String path, String name, @Nullable String type, String value, RuleFaults faults) {
        boolean regex = "RegularExpression".equals(type);
        if (regex) {
            checkPattern(path + ".value", value, faults);
        } else if (type != null && !type.equals("Exact")) {
            faults.add(path + ".type", type + " is not supported", "Exact or RegularExpression");
        }
        return new Match.ValueMatch(name, value, regex);
    }

    private static void checkPattern(String path, String value, RuleFaults faults) {
        RoutePattern.problem(value).ifPresent(problem -> faults.add(path, problem.what(), problem.expected()));
    }
}
