namespace Conformance.ReferenceImpl.Deviations;

/// <summary>Faults of the seat list-recipient.</summary>
internal static class ListRecipientDeviations
{
    public static IReadOnlyList<Deviation> All { get; } = [];
}
