using BenchmarkDotNet.Running;
using Conformance.Bench;
using Conformance.Bench.Fuzzing;

const string Usage = """
    usage: dotnet run -c Release --project bench/Bench -- COMMAND
      parse [ROUNDS]        messages per second and bytes per message, beside libosip2 when it is installed
      fuzz [COUNT] [SEED]   damaged input for every codec, 1,000,000 in all by default; exit code 1 when one throws
      stack [COUNT]         MESSAGE transactions per second over loopback UDP, TCP, TLS and in memory, 30,000 each by default
      suite [ROUNDS]        the conformance command itself: virtual, loopback, loopback with every case ten times, one case alone, lists of thousands
      scale                 lists of thousands through a service in another process, and of a hundred thousand in memory: time and memory
      measure [ARGUMENTS]   the same parsing under BenchmarkDotNet
    """;

switch (args)
{
    case ["parse", .. var rest]:
        return ParseRun.Run(rest is [var rounds] ? int.Parse(rounds) : 300);
    case ["fuzz", .. var rest]:
        return FuzzRun.Run(rest.Length > 0 ? int.Parse(rest[0]) : 1_000_000, rest.Length > 1 ? int.Parse(rest[1]) : 20_260_101);
    case ["stack", .. var rest]:
        return StackRun.Run(rest is [var transactions] ? int.Parse(transactions) : 30_000);
    case ["suite", .. var rest]:
        return SuiteRun.Run(rest is [var times] ? int.Parse(times) : 3);
    case ["scale"]:
        return ScaleRun.Run();
    case ["measure", .. var rest]:
        BenchmarkSwitcher.FromAssembly(typeof(ParsingBenchmarks).Assembly).Run(rest is [] ? ["--filter", "*"] : rest);
        return 0;
    default:
        Console.Error.WriteLine(Usage);
        return 3;
}
