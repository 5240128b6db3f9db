package dev.sluice.standalone.validate;

import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.Problem;
import dev.sluice.control.resolve.Problem.Severity;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * In a cluster, Secrets come from a secret store and Services from other teams, so that manifests may well refer to ones
 * that do not stand beside them. What is missed of those kinds is worth a warning, not a refusal.
 */
final class ElsewhereInCluster {
    private static final Pattern MISSED = Pattern.compile("\\b(?:Secret|Service|ConfigMap)/[a-z0-9.-]*[a-z0-9]");

    private final Set<String> given;

    ElsewhereInCluster(Set<ObjectRef> given) {
        this.given = given.stream().map(ObjectRef::toString).collect(Collectors.toUnmodifiableSet());
    }

    Problem judge(Problem problem) {
        boolean missesOne = MISSED.matcher(problem.message())
                .results()
                .map(MatchResult::group)
                .anyMatch(name -> !given.contains(name));
        return missesOne && problem.severity() == Severity.ERROR
                ? Problem.warning(problem.path(), problem.message())
                : problem;
    }
}
