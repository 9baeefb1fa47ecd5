namespace Conformance.ReferenceImpl.Deviations;

/// <summary>Faults of the seat list-client.</summary>
internal static class ListClientDeviations
{
    public static IReadOnlyList<Deviation> All { get; } = [];
}
