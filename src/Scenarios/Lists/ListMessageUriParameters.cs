using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Parameters of listed URIs.</summary>
public static class ListMessageUriParameters
{
    /// <summary>list-message-uri-parameters.</summary>
    public static Scenario Scenario { get; } = new("list-message-uri-parameters")
    {
        Suite = Suite.UriList,
        Title = "Parameters of a listed URI stay in the Request-URI",
        Story = "Bill's URI has a parameter that routes, or one that nobody knows. It stands in the Request-URI of his copy as Alice wrote it, and Joe gets his copy as well.",
        Seats = [List.As(Seat.ListService)],
        Variants = Vary.Over(
            [
                ("unknown", new ListMessage("M", Bill.To().Spelt(u => u + ";x-foo=bar"), Joe.To())),
                ("maddr", new ListMessage("M", Bill.To().Spelt(ByAnotherWay), Joe.To())),
                ("user", new ListMessage("M", Bill.To().Spelt(u => u + ";user=phone"), Joe.To())),
            ],
            message => ListFlow.FanOut(message, "I3261-19.1.5-01", "I3261-19.1.5-03")),
    };

    /// <summary>The same place, named by maddr instead of the host (RFC 3261 19.1.1).</summary>
    private static string ByAnotherWay(string uri)
    {
        var host = uri.Split('@')[1].Split(';')[0];
        var end = host.LastIndexOf(':');
        return uri.Replace($"@{host}", $"@bill.invalid{host[end..]}", StringComparison.Ordinal) + $";maddr={host[..end]}";
    }
}
