namespace Conformance.Harness.Remote.Control;

/// <summary>Carries out one kind of binding. Calls overlap.</summary>
internal interface IBoundAction
{
    /// <summary>Carries out an action.</summary>
    /// <param name="action">Name of the action.</param>
    /// <param name="values">Its values.</param>
    /// <param name="timeout">How long it may take once it has begun; time in a queue does not count.</param>
    /// <param name="cancel">Ends it early, because the run is over.</param>
    /// <returns>Null, or what went wrong, for a reader who knows the SUT file.</returns>
    Task<string?> PerformAsync(string action, IReadOnlyDictionary<string, string> values, TimeSpan timeout, CancellationToken cancel);
}
