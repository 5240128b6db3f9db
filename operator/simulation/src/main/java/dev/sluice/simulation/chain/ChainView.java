package dev.sluice.simulation.chain;

import com.fasterxml.jackson.databind.JsonNode;

/** The chain as one provider sees it at one moment. */
record ChainView(ChainSettings settings, long headNumber) {

    /** Resolves a block parameter; a missing one means latest. */
    long block(JsonNode param) throws RpcFault {
        if (param.isMissingNode() || param.isNull()) {
            return headNumber;
        }
        if (!param.isTextual()) {
            throw RpcFault.invalidParams("invalid argument: block must be a number in hex or a tag");
        }
        return switch (param.asText()) {
            case "latest", "pending" -> headNumber;
            case "safe" -> Math.max(0, headNumber - 32);
            case "finalized" -> Math.max(0, headNumber - 64);
            case "earliest" -> 0;
            default -> Hex.quantity(param, "block");
        };
    }

    /** A block whose state is asked for must exist here: a provider that lags says so as a node does. */
    long existing(JsonNode param) throws RpcFault {
        long number = block(param);
        if (number > headNumber) {
            throw new RpcFault(RpcFault.SERVER_ERROR, "header not found");
        }
        return number;
    }
}
