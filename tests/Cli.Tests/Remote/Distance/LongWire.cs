using System.Threading.Channels;

namespace Conformance.Cli.Tests.Remote.Distance;

/// <summary>
/// Carries packets between two interfaces, each way after the same time, and loses some. Which packets are lost depends on the seed and their number
/// alone; packets of one way keep their order. It is what the kernel's netem does, for kernels built without it.
/// </summary>
internal sealed class LongWire : IDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    private readonly TunnelDevice[] _ends;
    private readonly TimeSpan _delay;
    private readonly double _loss;
    private readonly Thread[] _readers;
    private readonly Task[] _writers;
    private volatile bool _cut;
    private long _carried;
    private long _lost;

    /// <param name="one">One end.</param>
    /// <param name="other">The other end.</param>
    /// <param name="delay">From one end to the other.</param>
    /// <param name="loss">How many packets are lost, from 0 to 1.</param>
    /// <param name="seed">Decides which.</param>
    internal LongWire(TunnelDevice one, TunnelDevice other, TimeSpan delay, double loss, int seed)
    {
        (_ends, _delay, _loss) = ([one, other], delay, loss);
        var there = Channel.CreateUnbounded<(long Due, byte[] Packet)>();
        var back = Channel.CreateUnbounded<(long Due, byte[] Packet)>();
        _readers = [Reader(one, there.Writer, new Random(seed)), Reader(other, back.Writer, new Random(seed + 1))];
        _writers = [Task.Run(() => WriteAsync(there.Reader, other)), Task.Run(() => WriteAsync(back.Reader, one))];
    }

    /// <summary>Packets that came through, both ways.</summary>
    internal long Carried => Interlocked.Read(ref _carried);

    /// <summary>Packets that were lost.</summary>
    internal long Lost => Interlocked.Read(ref _lost);

    public void Dispose()
    {
        _cut = true;
        foreach (var reader in _readers)
        {
            reader.Join();
        }

        Task.WaitAll(_writers);
        foreach (var end in _ends)
        {
            end.Dispose();
        }
    }

    private Thread Reader(TunnelDevice from, ChannelWriter<(long Due, byte[] Packet)> way, Random chance)
    {
        // A thread of its own: the pool belongs to whatever else the tests do, and its delays would be those of the wire.
        var thread = new Thread(() => Read(from, way, chance)) { IsBackground = true, Name = $"wire from {from.Name}" };
        thread.Start();
        return thread;
    }

    private void Read(TunnelDevice from, ChannelWriter<(long Due, byte[] Packet)> way, Random chance)
    {
        var buffer = new byte[ushort.MaxValue];
        while (!_cut)
        {
            var length = from.Read(buffer, Moment);
            if (length == 0)
            {
                continue;
            }

            if (chance.NextDouble() < _loss)
            {
                Interlocked.Increment(ref _lost);
                continue;
            }

            way.TryWrite((TimeProvider.System.GetTimestamp() + (_delay.Ticks * TimeProvider.System.TimestampFrequency / TimeSpan.TicksPerSecond), buffer[..length]));
        }

        way.Complete();
    }

    private async Task WriteAsync(ChannelReader<(long Due, byte[] Packet)> way, TunnelDevice to)
    {
        await foreach (var (due, packet) in way.ReadAllAsync())
        {
            var left = TimeProvider.System.GetElapsedTime(TimeProvider.System.GetTimestamp(), due);
            if (left > TimeSpan.Zero && !_cut)
            {
                // The delay of the wire is what this is for.
                await Task.Delay(left);
            }

            to.Write(packet);
            Interlocked.Increment(ref _carried);
        }
    }
}
