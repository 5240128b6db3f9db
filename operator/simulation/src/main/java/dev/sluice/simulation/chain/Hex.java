package dev.sluice.simulation.chain;

import com.fasterxml.jackson.databind.JsonNode;

/** The two ways Ethereum's JSON-RPC writes values: quantities without leading zeros, and data of whole bytes. */
final class Hex {
    private Hex() {}

    static String quantity(long value) {
        return "0x" + Long.toHexString(value);
    }

    static long quantity(JsonNode param, String name) throws RpcFault {
        String text = param.isTextual() ? param.asText() : "";
        if (!text.matches("0x(0|[1-9a-fA-F][0-9a-fA-F]{0,14})")) {
            throw RpcFault.invalidParams("invalid argument: " + name + " must be a quantity in hex");
        }
        return Long.parseLong(text.substring(2), 16);
    }

    /** @param bytes exact length, or 0 for any */
    static String data(JsonNode param, int bytes, String name) throws RpcFault {
        String text = param.isTextual() ? param.asText() : "";
        boolean even = text.matches("0x([0-9a-fA-F]{2})*");
        if (!even || (bytes > 0 && text.length() != 2 + 2 * bytes)) {
            throw RpcFault.invalidParams("invalid argument: " + name + " must be "
                    + (bytes > 0 ? bytes + " bytes" : "whole bytes") + " in hex");
        }
        return text;
    }
}
