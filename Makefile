# What people run. Everything is built from the sources by Maven on JDK 25; dev/jdk finds one.
.PHONY: demo test test-long conformance check e2e images build format generate simulate bench aot clean help

help: ## list the targets
	@awk -F':.*## ' '/^[a-z0-9-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' Makefile

demo: ## five providers, a gateway and a load: a region fails and recovers while you watch
	@./sluice demo

test: ## everything that must hold: what check runs, the images, and the suites on a real Kubernetes
	@dev/test

test-long: ## what takes an hour more: all of Gateway API's conformance suite, the published comparison's cases, fuzzing, ten minutes of soak
	@dev/e2e long bench
	@dev/maven -pl gateway/engine -am -Dtest='*FuzzTest' -Dsluice.fuzz.seconds=300 -Dsurefire.failIfNoSpecifiedTests=false test
	@dev/maven -pl e2e -am -Dtest=SoakTest -Dsluice.soak.seconds=600 -Dsurefire.failIfNoSpecifiedTests=false test

conformance: ## everything of Gateway API's conformance suite that is supported; writes the report to docs/conformance
	@dev/e2e long

check: ## what needs no Docker: format, static checks, unit, golden, property, architecture and socket tests
	@e2e/peers/test
	@dev/maven spotless:check verify

e2e: ## the suites on a real Kubernetes, or one: make e2e SUITE=crds; KEEP=1 leaves the cluster running
	@dev/e2e $(SUITE)

images: ## the images of operator, gateway and command, without a registry: in Docker, and files in target/images
	@dev/images

build: ## compile and package without tests
	@dev/maven -DskipTests package

format: ## rewrite the sources in the house format
	@dev/maven spotless:apply

generate: ## rewrite what is generated and checked in: CRDs, API reference, golden files
	@dev/maven -Dgolden.rewrite=true test

simulate: ## fourteen disasters in virtual time beside what other proxies do: SEEDS=21-60, report in target/simulation
	@SLUICE_JAVA_OPTIONS=-Xmx1g ./sluice simulate --seeds $(or $(SEEDS),21-60) --report target/simulation

bench: ## CPU per request, latency and memory beside six other proxies: CASES=rpc,tls PEERS=nginx,Sluice ROUNDS=5 SECONDS=3 QUICK=1
	@dev/bench $(if $(QUICK),--quick) $(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(SECONDS),--seconds $(SECONDS)) \
	  --cases "$(CASES)" --peers "$(PEERS)"

aot: ## train the ahead-of-time cache that halves the start of ./sluice
	@dev/aot

clean: ## remove what was built
	@dev/maven clean
