package dev.sluice.simulation.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** The text of a JSON-RPC answer; the id goes in as it came. */
final class RpcAnswer {
    private RpcAnswer() {}

    static String result(String id, JsonNode result) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result + "}";
    }

    static String fault(String id, RpcFault fault) {
        String data = fault.data().isEmpty() ? "" : ",\"data\":" + TextNode.valueOf(fault.data());
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"error\":{\"code\":" + fault.code() + ",\"message\":"
                + TextNode.valueOf(fault.text()) + data + "}}";
    }
}
