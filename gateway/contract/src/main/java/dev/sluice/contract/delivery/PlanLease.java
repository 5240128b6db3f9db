package dev.sluice.contract.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.contract.codec.CodecException;
import dev.sluice.contract.codec.ContractCodec;
import dev.sluice.contract.plan.Plan;
import java.util.Map;

/**
 * A plan as its ConfigMap holds it. The writer raises {@code renewal} every third of the TTL; each new value, or a new plan,
 * starts the plan's age anew at the reader, whose clock need not agree with the writer's.
 *
 * @param plan shares and their TTL
 * @param renewal grows with every write, also over a change of the plan
 */
public record PlanLease(Plan plan, long renewal) {
    private static final String PLAN = "plan";
    private static final String RENEWAL = "renewal";
    private static final ContractCodec CODEC = new ContractCodec();

    public Map<String, String> write() {
        return Map.of(PLAN, new String(CODEC.write(plan), UTF_8), RENEWAL, Long.toString(renewal));
    }

    public static PlanLease read(Map<String, String> data) throws CodecException {
        String plan = data.get(PLAN);
        String renewal = data.get(RENEWAL);
        if (plan == null || renewal == null) {
            throw new CodecException("the plan ConfigMap needs the keys " + PLAN + " and " + RENEWAL);
        }
        try {
            return new PlanLease(CODEC.readPlan(plan.getBytes(UTF_8)), Long.parseLong(renewal));
        } catch (NumberFormatException e) {
            throw new CodecException(RENEWAL + " of the plan ConfigMap is no number", e);
        } catch (IllegalArgumentException e) {
            throw new CodecException("not a plan: " + e.getMessage(), e);
        }
    }
}
