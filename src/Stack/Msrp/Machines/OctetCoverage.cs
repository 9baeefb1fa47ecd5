namespace Conformance.Stack.Msrp.Machines;

/// <summary>Octets from..to, both included and counted from 1; from &gt; to is empty.</summary>
internal readonly record struct OctetSpan(long From, long To);

/// <summary>Which octets of a message are there: a sorted list of spans that do not touch.</summary>
internal sealed class OctetCoverage
{
    private List<OctetSpan> _spans = [];

    /// <summary>Adds spans in any order; costs a sort of them and one walk over what is known.</summary>
    public void Add(List<OctetSpan> spans)
    {
        spans.Sort(static (a, b) => a.From.CompareTo(b.From));
        var merged = new List<OctetSpan>(_spans.Count + 1);
        int known = 0, added = 0;
        while (known < _spans.Count || added < spans.Count)
        {
            var takeKnown = added == spans.Count || (known < _spans.Count && _spans[known].From <= spans[added].From);
            Append(merged, takeKnown ? _spans[known++] : spans[added++]);
        }

        _spans = merged;
    }

    /// <summary>How many of the octets 1..<paramref name="total"/> are missing.</summary>
    public long Missing(long total)
    {
        long present = 0;
        foreach (var span in _spans)
        {
            present += Math.Max(0, Math.Min(span.To, total) - span.From + 1);
        }

        return total - present;
    }

    private static void Append(List<OctetSpan> merged, OctetSpan span)
    {
        if (span.From > span.To)
        {
            return;
        }

        if (merged.Count > 0 && span.From <= merged[^1].To + 1)
        {
            merged[^1] = merged[^1] with { To = Math.Max(merged[^1].To, span.To) };
        }
        else
        {
            merged.Add(span);
        }
    }
}
