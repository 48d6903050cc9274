# The commands of the repository. Each builds what it needs; nothing else has to run first.

PROGRAM := artifacts/perch/perch

.PHONY: run test build bench soak clean

# The server with a demonstration office. RUN_ARGS adds flags, as in: make run RUN_ARGS="--http 127.0.0.1:9000"
run: build
	@exec $(PROGRAM) serve --demo $(RUN_ARGS)

# Everything, on a machine with the .NET 10 SDK; installs from Debian what the tests need besides.
test:
	@eng/test.sh

# The Release program, with its prompts beside it.
build:
	@eng/build.sh

# Perch beside Kamailio in one run. BENCH_ARGS=--quick only shows that it works.
bench: build
	@eng/install.sh eng/bench-packages.txt
	@python3 bench/bench.py $(BENCH_ARGS)

# What takes long: fifty kills of the program while people log in, then half an hour of an office that does not rest.
soak: build
	@eng/soak.sh

clean:
	rm -rf artifacts
