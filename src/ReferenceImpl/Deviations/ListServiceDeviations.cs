namespace Conformance.ReferenceImpl.Deviations;

/// <summary>Faults of the seat list-service.</summary>
internal static class ListServiceDeviations
{
    public static IReadOnlyList<Deviation> All { get; } = [];
}
