package dev.sluice.engine.model;

/**
 * Where copies of a backend's requests go.
 *
 * @param index among all mirrors
 * @param ppm millionths of the requests that are copied
 * @param candidates of the mirror's pool that the backend's policy permits: the law holds for copies, too
 */
public record CompiledMirror(int index, int ppm, CandidateSet candidates) {}
