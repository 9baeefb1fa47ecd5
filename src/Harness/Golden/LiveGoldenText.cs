using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Conformance.Harness.Results;

namespace Conformance.Harness.Golden;

/// <summary>
/// The wire of a case against a live system as text that is the same in every run. On a real network nobody orders what goes different ways, and a datagram
/// is now and then sent again: exchanges stand there by who sent what to whom instead of by time, each request with its responses, and repetitions are left
/// out. Whether the order is right is for the flow to judge.
/// </summary>
public static partial class LiveGoldenText
{
    private const string Indent = "  ";

    /// <summary>The text; lines end with a line feed.</summary>
    public static string Render(CaseResult @case)
    {
        var messages = Ordered([.. @case.Timeline.OfType<TimelineEntry.Wire>()]);
        var names = new StableNames([.. messages.Select(StableNames.Latin1)], @case.Parties);
        var text = new StringBuilder(1 << 12);
        text.Append(@case.Id).Append('\n').Append(@case.Title).Append('\n');
        for (var i = 0; i < messages.Count; i++)
        {
            var (message, octets) = (messages[i], names.Message(i));

            // Where a system begins to count is its own business; that a response repeats the number shows in its transaction.
            octets = SequenceNumber().Replace(octets, "number");
            text.Append('\n').Append(CultureInfo.InvariantCulture, $"{i + 1}  {message.From} to {message.To}, {message.Protocol} over {message.Transport}");
            text.Append(message.Provocation ? ", a provocation" : "").Append('\n');
            VisibleText.Append(text, Encoding.Latin1.GetBytes(octets), Indent);
        }

        return text.ToString();
    }

    private static List<TimelineEntry.Wire> Ordered(TimelineEntry.Wire[] messages)
    {
        var exchanges = new List<Exchange>();
        var byTransaction = new Dictionary<string, Exchange>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var message in messages)
        {
            var octets = StableNames.Latin1(message);
            if (!seen.Add(octets))
            {
                continue;
            }

            var transaction = TransactionOf(octets);
            if (!byTransaction.TryGetValue(transaction, out var exchange))
            {
                exchange = new Exchange(message);
                byTransaction[transaction] = exchange;
                exchanges.Add(exchange);
            }

            exchange.Messages.Add(message);
        }

        return
        [
            .. exchanges.OrderBy(e => e.First.From, StringComparer.Ordinal).ThenBy(e => e.First.To, StringComparer.Ordinal).ThenBy(e => e.First.Label, StringComparer.Ordinal)
                .SelectMany(e => e.Messages.OrderBy(m => ReferenceEquals(m, e.First) ? 0 : 1).ThenBy(m => m.Label, StringComparer.Ordinal)),
        ];
    }

    /// <summary>What a request and its responses share: branch and method over SIP, the transaction id over MSRP.</summary>
    private static string TransactionOf(string octets)
    {
        if (octets.StartsWith("MSRP ", StringComparison.Ordinal))
        {
            var end = octets.AsSpan(5).IndexOfAny(' ', '\r');
            return end < 0 ? octets : octets[..(5 + end)];
        }

        var branch = Branch().Match(octets);
        var method = Method().Match(octets);
        return branch.Success ? $"{branch.Groups["v"].Value} {method.Groups["v"].Value}" : octets;
    }

    [GeneratedRegex(@";\s*branch\s*=\s*(?<v>[^;,\s]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Branch();

    [GeneratedRegex(@"^CSeq\s*:\s*\d+\s+(?<v>\S+)", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Method();

    [GeneratedRegex(@"(?<=^CSeq\s*:\s*)\d+(?=\s+[A-Z])", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex SequenceNumber();

    private sealed record Exchange(TimelineEntry.Wire First)
    {
        internal List<TimelineEntry.Wire> Messages { get; } = [];
    }
}
