package dev.sluice.engine.cache;

import dev.sluice.engine.jsonrpc.BlockNumber;
import dev.sluice.engine.jsonrpc.JsonRpcAnswer;
import dev.sluice.engine.jsonrpc.JsonRpcCall;
import dev.sluice.engine.jsonrpc.JsonRpcParamsScanner;
import dev.sluice.engine.jsonrpc.JsonValues;

/**
 * For how long an answer may be given again. What is about a block named by its hash, or about final blocks only, holds for
 * ever; what may still be reorganized, or is not known to be final, holds for a moment, and so does an empty answer, which a
 * node that lags may have given, and one about something else than was asked; errors and null hold not at all. Belongs to one
 * event loop.
 */
public final class Retention {

    /** For how long. */
    public enum Term {
        /** Not at all. */
        NONE,
        /** For at most the policy's maximum age. */
        BRIEF,
        /** As long as there is room. */
        LASTING
    }

    private static final int HASH_CHARACTERS = 66;

    private final JsonRpcParamsScanner params = new JsonRpcParamsScanner();
    private final JsonValues values = new JsonValues();

    /**
     * @param asked the body of the call
     * @param said the body of the answer
     * @param finalBlock up to which blocks are final; negative where none is known to be
     */
    public Term of(byte[] asked, JsonRpcCall call, byte[] said, JsonRpcAnswer answer, long finalBlock) {
        if (!answer.isAnswer() || answer.isError() || said[answer.resultFrom()] == 'n' || !params.scan(asked, call)) {
            return Term.NONE;
        }
        String method = call.method(asked);
        Term term =
                switch (Subject.of(method)) {
                    case Subject.OfHash hash -> Term.LASTING;
                    case Subject.OfBlock block -> ofBlock(asked, parameter(asked, block.parameter()), finalBlock);
                    case Subject.OfRange range -> ofRange(asked, parameter(asked, 0), finalBlock);
                    case Subject.OfTransaction transaction -> ofTransaction(said, answer, finalBlock);
                    case Subject.OfNow now -> Term.BRIEF;
                };
        boolean doubtful = JsonValues.isNothing(said, answer.resultFrom(), answer.resultTo())
                || !isAboutWhatWasAsked(method, asked, said, answer);
        return doubtful && term == Term.LASTING ? Term.BRIEF : term;
    }

    private boolean isAboutWhatWasAsked(String method, byte[] asked, byte[] said, JsonRpcAnswer answer) {
        String echo = Subject.ECHOES.get(method);
        if (echo == null) {
            return true;
        }
        int first = parameter(asked, 0);
        int repeated = values.member(said, answer.resultFrom(), answer.resultTo(), echo);
        return first >= 0 && repeated >= 0 && values.equalIgnoringCase(asked, first, said, repeated);
    }

    /** Where a parameter starts; -1 without it, or where parameters have names. */
    private int parameter(byte[] asked, int n) {
        return params.from() < params.to() ? values.element(asked, params.from(), params.to(), n) : -1;
    }

    /** A number, a hash, or an object with one of them (EIP-1898); tags move, and an absent one means the latest. */
    private Term ofBlock(byte[] asked, int at, long finalBlock) {
        if (at < 0) {
            return Term.BRIEF;
        }
        if (asked[at] == '{') {
            int hash = values.member(asked, at, params.to(), "blockHash");
            int number = values.member(asked, at, params.to(), "blockNumber");
            return hash >= 0 && number < 0 ? ofBlock(asked, hash, finalBlock) : ofNumber(asked, number, finalBlock);
        }
        return isHash(asked, at) ? Term.LASTING : ofNumber(asked, at, finalBlock);
    }

    private Term ofRange(byte[] asked, int at, long finalBlock) {
        if (at < 0) {
            return Term.BRIEF;
        }
        int hash = values.member(asked, at, params.to(), "blockHash");
        int first = values.member(asked, at, params.to(), "fromBlock");
        int last = values.member(asked, at, params.to(), "toBlock");
        if (hash >= 0) {
            return first < 0 && last < 0 && isHash(asked, hash) ? Term.LASTING : Term.BRIEF;
        }
        Term fromFirst = ofNumber(asked, first, finalBlock);
        return fromFirst == Term.LASTING ? ofNumber(asked, last, finalBlock) : fromFirst;
    }

    /** Without a block it is not in the chain yet. */
    private Term ofTransaction(byte[] said, JsonRpcAnswer answer, long finalBlock) {
        int at = answer.resultFrom();
        int object = said[at] == '[' ? values.element(said, at, answer.resultTo(), 0) : at;
        int number = object < 0 ? -1 : values.member(said, object, answer.resultTo(), "blockNumber");
        if (object >= 0 && (number < 0 || said[number] == 'n')) {
            return Term.NONE;
        }
        return ofNumber(said, number, finalBlock);
    }

    private static Term ofNumber(byte[] body, int at, long finalBlock) {
        long number = at < 0 ? BlockNumber.UNKNOWN : BlockNumber.of(body, at, body.length);
        return number >= 0 && number <= finalBlock ? Term.LASTING : Term.BRIEF;
    }

    private boolean isHash(byte[] body, int at) {
        return body[at] == '"'
                && values.end(body, at, body.length) - at == HASH_CHARACTERS + 2
                && body[at + 1] == '0'
                && body[at + 2] == 'x';
    }
}
