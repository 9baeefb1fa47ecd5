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

    internal static Deviation Deviation(string id) =>
        ReferenceSeats.Deviations.FirstOrDefault(d => d.Id.Equals(id, StringComparison.OrdinalIgnoreCase))
        ?? throw Unknown(id, "deviation", [.. ReferenceSeats.Deviations.Select(d => d.Id)]);

    internal static CommandException Unknown(string name, string what, IReadOnlyCollection<string> known) => new(NearMisses.Explain(name, what, known));
}
