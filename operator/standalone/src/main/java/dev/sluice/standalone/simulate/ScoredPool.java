package dev.sluice.standalone.simulate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.crds.v1alpha1.pool.LoadBalancerSpec.ScorerName;
import dev.sluice.simulation.scenario.Scenario;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * A load balancer of type WeightedScore for every scenario, as {@code --scorers Latency=3,Price} names it. Bounds on shares are
 * left out of the policy, since where a policy has some, the plan's shares hold and scorers decide nothing.
 *
 * @param scorers with name and weight, as in a ProviderPool
 */
public record ScoredPool(ArrayNode scorers) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is no scorer is an error of the command line. */
    public static ScoredPool parse(String text, CommandSpec spec) {
        List<String> names = Stream.of(ScorerName.values())
                .map(each -> JSON.convertValue(each, String.class))
                .toList();
        ArrayNode scorers = JsonNodeFactory.instance.arrayNode();
        for (String part : text.split(",")) {
            String[] pair = part.strip().split("=", 2);
            String weight = pair.length == 2 ? pair[1] : "1";
            if (!names.contains(pair[0]) || !weight.matches("[1-9][0-9]{0,2}")) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--scorers " + part
                                + " is no scorer; NAME or NAME=WEIGHT is expected, with a weight from 1 to 999 and one of "
                                + String.join(", ", names));
            }
            scorers.addObject().put("name", pair[0]).put("weight", Integer.parseInt(weight));
        }
        return new ScoredPool(scorers);
    }

    Scenario in(Scenario scenario) {
        ObjectNode pool = scenario.pool().deepCopy();
        pool.putObject("loadBalancer").put("type", "WeightedScore").set("scorers", scorers);
        ObjectNode policy = scenario.policy().deepCopy();
        if (policy.get("constraints") instanceof ObjectNode constraints) {
            constraints.remove("shares");
        }
        return scenario.withPool(pool).withPolicy(policy);
    }
}
