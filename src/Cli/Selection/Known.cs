using Conformance.Harness.Dsl;
using Conformance.Harness.Engine;
using Conformance.Harness.Ledger;
using Conformance.ReferenceImpl;
using Conformance.Stack;

namespace Conformance.Cli.Selection;

/// <summary>Finds things by the names that people type; a name that is not known is answered with those that were probably meant.</summary>
internal static class Known
{
    internal static Seat Seat(string name) => Harness.Dsl.Seat.Named(name.ToLowerInvariant())
        ?? throw Unknown(name, "seat", [.. Harness.Dsl.Seat.All.Select(s => s.Name)]);

    internal static TransportKind Transport(string name) =>
        Enum.GetValues<TransportKind>().Cast<TransportKind?>().FirstOrDefault(t => TestCase.TransportName(t.GetValueOrDefault()) == name.ToLowerInvariant())
        ?? throw Unknown(name, "transport", [.. Enum.GetValues<TransportKind>().Select(TestCase.TransportName)]);

    /// <summary>The faults of that id. Seats share ids where they share a fault; <c>seat/id</c> names one of them.</summary>
    internal static IReadOnlyList<Deviation> Deviations(string id)
    {
        Deviation[] found = [.. ReferenceSeats.Deviations.Where(d => Fits(d, id))];
        return found.Length > 0 ? found : throw Unknown(id, "deviation", [.. ReferenceSeats.Deviations.Select(d => d.Id).Distinct()]);
    }

    /// <summary>The id with the seat, which no other deviation has.</summary>
    internal static string FullName(Deviation deviation) => $"{deviation.Seat}/{deviation.Id}";

    internal static CommandException Unknown(string name, string what, IReadOnlyCollection<string> known) => new(NearMisses.Explain(name, what, known));

    private static bool Fits(Deviation deviation, string id) =>
        deviation.Id.Equals(id, StringComparison.OrdinalIgnoreCase) || FullName(deviation).Equals(id, StringComparison.OrdinalIgnoreCase);
}
