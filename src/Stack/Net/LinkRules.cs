using System.Net;

namespace Conformance.Stack.Net;

/// <summary>The rules of a virtual network and the fate they decide for each datagram and stream.</summary>
internal sealed class LinkRules(IdSource random)
{
    private readonly List<Active> _active = [];

    public IDisposable Add(LinkRule rule)
    {
        var active = new Active(this, rule);
        _active.Add(active);
        return active;
    }

    /// <summary>Decides one datagram: null when lost, else the extra delay of each copy.</summary>
    public (TimeSpan First, TimeSpan? Second)? Judge(ReadOnlyMemory<byte> datagram, IPEndPoint from, IPEndPoint to)
    {
        if (_active.Count == 0)
        {
            return (TimeSpan.Zero, null);
        }

        var delay = TimeSpan.Zero;
        var (twice, lost) = (false, false);
        foreach (var active in _active)
        {
            var rule = active.Rule;
            if (active.Left == 0 || !Covers(rule, from, to) || rule.Where?.Invoke(datagram) == false)
            {
                continue;
            }

            var drop = Chance(rule.Drop);
            var duplicate = Chance(rule.Duplicate);
            var reorder = Chance(rule.Reorder);
            if (drop || duplicate || reorder || rule.Delay > TimeSpan.Zero)
            {
                active.Left--;
            }

            lost |= drop;
            twice |= duplicate;
            delay += rule.Delay + (reorder ? rule.ReorderBy : TimeSpan.Zero);
        }

        return lost ? null : (delay, twice ? delay : null);
    }

    /// <summary>The extra delay of a stream's bytes this way; null when nothing gets through.</summary>
    public TimeSpan? StreamDelay(IPEndPoint from, IPEndPoint to)
    {
        var delay = TimeSpan.Zero;
        foreach (var active in _active)
        {
            if (!Covers(active.Rule, from, to))
            {
                continue;
            }

            if (active.Rule.Drop >= 1)
            {
                return null;
            }

            delay += active.Rule.Delay;
        }

        return delay;
    }

    /// <summary>The tightest of the limits the rules set to a stream's bytes this way.</summary>
    public (long CutAfter, int Segment) StreamLimits(IPEndPoint from, IPEndPoint to)
    {
        var (cut, segment) = (long.MaxValue, int.MaxValue);
        foreach (var active in _active)
        {
            if (Covers(active.Rule, from, to))
            {
                cut = Math.Min(cut, active.Rule.CutAfter ?? cut);
                segment = Math.Min(segment, active.Rule.Segment ?? segment);
            }
        }

        return (cut, Math.Max(segment, 1));
    }

    private static bool Covers(LinkRule rule, IPEndPoint from, IPEndPoint to) => Covers(rule.From, from) && Covers(rule.To, to);

    private static bool Covers(IPEndPoint? pattern, IPEndPoint actual) =>
        pattern is null || (pattern.Address.Equals(actual.Address) && (pattern.Port == 0 || pattern.Port == actual.Port));

    // Certain and impossible outcomes draw nothing, so that adding such a rule leaves the other draws as they were.
    private bool Chance(double probability) => probability >= 1 || (probability > 0 && random.NextDouble() < probability);

    private sealed class Active(LinkRules rules, LinkRule rule) : IDisposable
    {
        public LinkRule Rule { get; } = rule;

        // Negative: without end.
        public int Left { get; set; } = rule.Times ?? -1;

        public void Dispose() => rules._active.Remove(this);
    }
}
