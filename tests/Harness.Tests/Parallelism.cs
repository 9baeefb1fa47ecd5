// Runs against systems that hang wait for them; those that flood, and what looks at time or memory, are on their own.
[assembly: LevelOfParallelism(4)]
