using System.Diagnostics;

namespace Conformance.Bench;

/// <summary>
/// A quick comparison: short rounds of both parsers take turns on one thread, so that what else the machine does hits both. The
/// best round shows what the parser can do, the median what the machine gave it.
/// </summary>
internal static class ParseRun
{
    /// <summary>A few milliseconds: most rounds run undisturbed within one time slice.</summary>
    private const int PerRound = 5_000;

    public static int Run(int rounds)
    {
        byte[] message = Sample.Message;
        OsipParser? osip = OsipParser.TryBuild(out string advice);
        var ours = new List<double>();
        var theirs = new List<double>();
        for (int warmUp = 0; warmUp < 40; warmUp++)
        {
            Ours(message);
        }
        for (int round = 0; round < rounds; round++)
        {
            ours.Add(Ours(message));
            if (osip is not null)
            {
                theirs.Add(Theirs(osip, message));
            }
        }
        Print(FormattableString.Invariant($"message           {message.Length} bytes, {rounds} rounds of {PerRound:N0}"));
        Print(FormattableString.Invariant($"conformance       {Median(ours):N0} messages/s (best {ours.Max():N0}), {AllocatedPerMessage(message):N0} bytes allocated per message"));
        if (osip is null)
        {
            Print(advice);
            return 0;
        }
        double ratio = Median([.. ours.Zip(theirs, (a, b) => a / b)]);
        Print(FormattableString.Invariant($"libosip2          {Median(theirs):N0} messages/s (best {theirs.Max():N0}), SIP headers only"));
        Print(FormattableString.Invariant($"ratio             {ratio:N2} (median of the rounds)"));
        return 0;
    }

    private static double Ours(byte[] message)
    {
        int sum = 0;
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < PerRound; i++)
        {
            sum ^= Sample.Open(message);
        }
        double rate = PerRound / Stopwatch.GetElapsedTime(start).TotalSeconds;
        GC.KeepAlive(sum);
        return rate;
    }

    private static double Theirs(OsipParser osip, byte[] message)
    {
        const int times = PerRound / 10;
        long start = Stopwatch.GetTimestamp();
        int parsed = osip.Parse(message, times);
        double rate = times / Stopwatch.GetElapsedTime(start).TotalSeconds;
        return parsed == times ? rate : throw new InvalidOperationException($"libosip2 parsed {parsed} of {times}.");
    }

    private static double AllocatedPerMessage(byte[] message)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            _ = Sample.Open(message);
        }
        return (GC.GetAllocatedBytesForCurrentThread() - before) / 1000.0;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Print(string line) => Console.WriteLine(line);
}
