using Conformance.Harness.Secrets;

namespace Conformance.Harness.Remote.Description;

/// <summary>What makes a control action happen. Texts are templates: see <see cref="Placeholders"/>.</summary>
public abstract record ControlBinding
{
    private ControlBinding()
    {
    }

    /// <summary>How long it may take; after that the action has failed.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// A command, started in the folder of the SUT file without a shell. Values also stand in environment variables, <c>CONFORMANCE_ACTION</c> and
    /// <c>CONFORMANCE_MESSAGE_ID</c> style. Exit status 0 is success; otherwise its standard error says what went wrong.
    /// </summary>
    /// <param name="Command">The program and its arguments, each a template.</param>
    public sealed record Exec(IReadOnlyList<string> Command) : ControlBinding
    {
        /// <summary>Environment variables that it gets besides, such as a password of the control tool.</summary>
        public IReadOnlyDictionary<string, Secret> Environment { get; init; } = new Dictionary<string, Secret>();
    }

    /// <summary>An HTTP request. Status 2xx is success; otherwise the body says what went wrong.</summary>
    /// <param name="Method">Such as <c>POST</c>.</param>
    /// <param name="Url">A template; values in it are percent-encoded.</param>
    public sealed record Http(string Method, string Url) : ControlBinding
    {
        /// <summary>Header fields, such as <c>Authorization</c>.</summary>
        public IReadOnlyDictionary<string, Secret> Headers { get; init; } = new Dictionary<string, Secret>();

        /// <summary>The body; null for none.</summary>
        public BodyTemplate? Body { get; init; }
    }

    /// <summary>A person does it, and says so at the console.</summary>
    /// <param name="Prompt">What the person is asked to do, a template.</param>
    public sealed record Manual(string Prompt) : ControlBinding;

    /// <summary>It cannot be done: cases that need it are inconclusive.</summary>
    public sealed record None : ControlBinding;
}
