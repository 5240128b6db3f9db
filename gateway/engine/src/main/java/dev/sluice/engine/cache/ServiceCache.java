package dev.sluice.engine.cache;

/**
 * The cache of one backend of a rule.
 *
 * @param rule which calls, and for how long
 * @param scope whose answers these are: one value for as long as nothing changes that an answer could depend on
 */
public record ServiceCache(CacheRule rule, Scope scope) {}
