using System.Net;
using Conformance.Harness.Dsl;
using Conformance.Harness.Engine;
using Conformance.Stack;
using Conformance.Stack.Net;

namespace Conformance.Harness.Remote.Doctor;

/// <summary>What became of a control action.</summary>
/// <param name="Seat">The seat that was asked.</param>
/// <param name="Action">Name of the action.</param>
/// <param name="Problem">What went wrong; null when it was done.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record ActionOutcome(Seat Seat, string Action, string? Problem, TimeSpan Elapsed);

/// <summary>Writes down what a system under test is asked to do, how that went and what its user saw, while cases run. Read it after the run.</summary>
/// <param name="inner">Starts the system.</param>
public sealed class WatchedSource(ISutSource inner) : ISutSource
{
    private readonly List<ActionOutcome> _outcomes = [];
    private readonly Dictionary<Seat, int> _sights = [];

    /// <inheritdoc/>
    public string Name => inner.Name;

    /// <summary>What became of the actions, in the order in which they ended.</summary>
    public IReadOnlyList<ActionOutcome> Outcomes => _outcomes;

    /// <summary>How many sights the users of a seat reported.</summary>
    public int SightsOf(Seat seat) => _sights.GetValueOrDefault(seat);

    /// <inheritdoc/>
    public ISut Start(Seat seat, VirtualNetwork? network, IEventLoop harnessLoop, ulong seed)
    {
        var sut = inner.Start(seat, network, harnessLoop, seed);
        sut.Control.UserSaw += _ => _sights[seat] = SightsOf(seat) + 1;
        return new WatchedSut(sut, seat, harnessLoop, _outcomes.Add);
    }

    /// <summary>One seat.</summary>
    private sealed class WatchedSut(ISut sut, Seat seat, IEventLoop loop, Action<ActionOutcome> ended) : ISut, ISutControl
    {
        public event Action<UserSight>? UserSaw
        {
            add => sut.Control.UserSaw += value;
            remove => sut.Control.UserSaw -= value;
        }

        public string Name => sut.Name;

        public IPEndPoint? MsrpAddress => sut.MsrpAddress;

        public ISutControl Control => this;

        public bool ReportsSights => sut.Control.ReportsSights;

        public int SightBreaks => sut.Control.SightBreaks;

        public IPEndPoint? SipAddress(TransportKind transport) => sut.SipAddress(transport);

        public string UserFor(Party party, string nonce) => sut.UserFor(party, nonce);

        public bool Supports(string action) => sut.Control.Supports(action);

        public void Perform(string action, IReadOnlyDictionary<string, string> values, Action<string?> completed)
        {
            var began = loop.Now;
            sut.Control.Perform(action, values, problem =>
            {
                ended(new ActionOutcome(seat, action, problem, loop.Now - began));
                completed(problem);
            });
        }

        public void Dispose() => sut.Dispose();
    }
}
