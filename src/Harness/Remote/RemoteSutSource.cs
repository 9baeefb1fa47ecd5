using Conformance.Harness.Dsl;
using Conformance.Harness.Engine;
using Conformance.Harness.Remote.Control;
using Conformance.Harness.Remote.Description;
using Conformance.Stack;
using Conformance.Stack.Net;

namespace Conformance.Harness.Remote;

/// <summary>A system under test that is already running somewhere, as its SUT file describes it. It cannot be put into a virtual network.</summary>
public sealed class RemoteSutSource : ISutSource, IDisposable
{
    private readonly SutDescription _description;
    private readonly BoundActions _actions;
    private readonly SightStream? _sights;

    private RemoteSutSource(SutDescription description, BoundActions actions, SightStream? sights)
    {
        _description = description;
        _actions = actions;
        _sights = sights;
    }

    /// <inheritdoc/>
    public string Name => _description.Title;

    /// <summary>Knows where users are that registered with the harness; null where it is no registrar.</summary>
    public Registrar? Registrar { get; init; }

    /// <summary>Begins to listen to what the users of the system see. Nothing else is touched until a run begins.</summary>
    /// <param name="description">The SUT file.</param>
    /// <param name="person">Carries out manual actions; null when nobody is there.</param>
    /// <param name="cancel">Ends the attempt.</param>
    /// <exception cref="RemoteException">The stream of sights cannot be opened.</exception>
    public static async Task<RemoteSutSource> OpenAsync(SutDescription description, IOperator? person, CancellationToken cancel = default)
    {
        var actions = new BoundActions(description, person);
        try
        {
            var sights = description.Control.Events is { } events
                ? await SightStream.OpenAsync(description, events, actions.Client, null, cancel).ConfigureAwait(false)
                : null;
            return new RemoteSutSource(description, actions, sights) { Registrar = description.Harness.Registrar ? new Registrar() : null };
        }
        catch
        {
            // The caller is told of it, whatever it is; connections must not outlive the attempt.
            actions.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public ISut Start(Seat seat, VirtualNetwork? network, IEventLoop harnessLoop, ulong seed) => network is null
        ? new RemoteSut(_description, seat, _actions, _sights, Registrar, harnessLoop)
        : throw new InvalidOperationException("a remote system has sockets of its own and cannot be part of a virtual network");

    /// <inheritdoc/>
    public void Dispose()
    {
        _sights?.Dispose();
        _actions.Dispose();
    }
}
