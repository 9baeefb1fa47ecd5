using Conformance.Harness.Dsl;
using Conformance.Harness.Engine;
using Conformance.Harness.Remote.Description;
using Conformance.Stack.Net;

namespace Conformance.Harness.Remote.Doctor;

/// <summary>A control action outside any case: <c>reset</c> and <c>restart</c>, which no case asks for.</summary>
internal static class DirectAction
{
    /// <summary>Carries it out.</summary>
    /// <param name="source">The system.</param>
    /// <param name="seat">The seat that is asked.</param>
    /// <param name="action">Name of the action.</param>
    /// <param name="description">The SUT file.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <returns>Null or what went wrong, and how long it took.</returns>
    internal static async Task<(string? Problem, TimeSpan Elapsed)> PerformAsync(ISutSource source, Seat seat, string action, SutDescription description, CancellationToken cancel)
    {
        using var loop = new SocketLoop("doctor");
        var ended = new TaskCompletionSource<(string?, TimeSpan)>(TaskCreationOptions.RunContinuationsAsynchronously);
        ISut? sut = null;
        await loop.InvokeAsync(() =>
        {
            sut = source.Start(seat, null, loop, 0);
            var began = loop.Now;
            var user = (description.Addresses.GetValueOrDefault(seat) ?? new SeatAddresses()).UserFor("doctor", "d1");
            sut.Control.Perform(action, new Dictionary<string, string> { ["user"] = user }, problem => ended.TrySetResult((problem, loop.Now - began)));
        }).ConfigureAwait(false);
        try
        {
            return await ended.Task.WaitAsync(cancel).ConfigureAwait(false);
        }
        finally
        {
            await loop.InvokeAsync(() => sut?.Dispose()).ConfigureAwait(false);
        }
    }
}
