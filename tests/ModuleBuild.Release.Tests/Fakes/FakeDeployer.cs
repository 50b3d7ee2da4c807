using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Release.Deployers;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Tests.Fakes;

/// <summary>A place where sets run: replaced whole, with the highest fence that it has seen.</summary>
public sealed class FakeDeployer : IDeployer
{
    private readonly Lock _lock = new();
    private readonly List<DeployRequest> _done = [];

    /// <summary>The set that runs.</summary>
    public ModuleSet Running { get; private set; } = ModuleSet.Empty;

    /// <summary>The release that runs.</summary>
    public int Release { get; private set; }

    /// <summary>The highest fence that it has seen.</summary>
    public long Fence { get; private set; }

    /// <summary>Whether a request fails.</summary>
    public Func<DeployRequest, bool> Fails { get; set; } = _ => false;

    /// <summary>What it did, in order.</summary>
    public IReadOnlyList<DeployRequest> Done
    {
        get
        {
            lock (_lock)
            {
                return [.. _done];
            }
        }
    }

    public Task<ImmutableArray<Finding>> DeployAsync(DeployRequest request, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (request.Fence < Fence)
            {
                return Failure(DiagnosticCatalog.OperationOvertaken, request.Environment, $"fence {request.Fence} is lower than {Fence}.");
            }

            Fence = request.Fence;
            if (Fails(request))
            {
                return Failure(DiagnosticCatalog.StoreUnusable, "the disk is full.");
            }

            _done.Add(request);
            (Running, Release) = request.Activate ? (request.Set, request.Release) : (Running, Release);
            return Task.FromResult(ImmutableArray<Finding>.Empty);
        }
    }

    private static Task<ImmutableArray<Finding>> Failure(DiagnosticDescriptor descriptor, params object[] arguments) =>
        Task.FromResult(ImmutableArray.Create(Finding.Create(descriptor, new SourceLocation("target"), arguments)));
}
