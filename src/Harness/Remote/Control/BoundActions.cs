using System.Globalization;
using Conformance.Harness.Remote.Description;

namespace Conformance.Harness.Remote.Control;

/// <summary>The control actions of a system under test as its SUT file binds them. May be used from any thread.</summary>
public sealed class BoundActions : IDisposable
{
    // A control interface is no load test: enough at once that no case waits long for the one before it.
    private const int MostRequests = 64;

    // Servers close idle connections after five seconds or more. A request that meets such an end on its way cannot be told from one that was carried
    // out, so connections are not used again when that may be near.
    private static readonly TimeSpan s_leastKeepAlive = TimeSpan.FromSeconds(2);

    private readonly SutDescription _sut;
    private readonly HttpClient _client;
    private readonly SemaphoreSlim _commands = new(2 * Environment.ProcessorCount);
    private readonly SemaphoreSlim _person = new(1);
    private readonly IOperator? _operator;
    private readonly CancellationTokenSource _over = new();

    /// <summary>Binds the actions.</summary>
    /// <param name="sut">The system under test.</param>
    /// <param name="person">Carries out manual actions; null when nobody is there.</param>
    public BoundActions(SutDescription sut, IOperator? person)
    {
        _sut = sut;
        _operator = person;

        // Time-outs are those of the bindings. A lab's control interface is reached directly, whatever proxy the shell is set up for.
        _client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = MostRequests, UseProxy = false, PooledConnectionIdleTimeout = s_leastKeepAlive }) { Timeout = Timeout.InfiniteTimeSpan };
    }

    internal HttpClient Client => _client;

    /// <summary>Whether an action is bound to something.</summary>
    public bool Supports(string action) => _sut.Control.BindingOf(action) is not ControlBinding.None || FixedTo(action) is not null;

    /// <summary>What cannot be set, since it always is as the SUT file claims; null for what can be, or is open.</summary>
    private string? FixedTo(string action) => action switch
    {
        "limit" => _sut.Pics.ListLimit?.ToString(CultureInfo.InvariantCulture),
        "blind-mode" => _sut.Pics.Items.GetValueOrDefault("PICS-BCC-MODE") is { } mode && (mode is "strip" or "self") ? mode : null,
        _ => null,
    };

    /// <summary>Carries out an action.</summary>
    /// <param name="action">Name of the action.</param>
    /// <param name="values">Its values.</param>
    /// <returns>Null, or what went wrong; secrets do not show in it.</returns>
    public async Task<string?> PerformAsync(string action, IReadOnlyDictionary<string, string> values)
    {
        var binding = _sut.Control.BindingOf(action);
        IBoundAction? bound = binding switch
        {
            ControlBinding.Http http => new HttpAction(http, _client),
            ControlBinding.Exec exec => new ExecAction(exec, _sut.Folder, _commands),
            ControlBinding.Manual manual => new ManualAction(manual, _operator, _person),
            _ => null,
        };
        if (bound is null && FixedTo(action) is { } value && values.GetValueOrDefault(action is "limit" ? "most" : "mode") == value)
        {
            return null;
        }

        if (bound is null)
        {
            return $"{action} is bound to nothing in {_sut.File}";
        }

        try
        {
            var problem = await bound.PerformAsync(action, values, binding.Timeout, _over.Token).ConfigureAwait(false);
            return problem is null ? null : _sut.Redaction.Apply(problem);
        }
        catch (OperationCanceledException)
        {
            return "the run is over";
        }
    }

    /// <summary>Ends what is under way.</summary>
    public void Dispose()
    {
        _over.Cancel();
        _client.Dispose();
    }
}
