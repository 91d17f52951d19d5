"""Cheapest flows in plain Python: the engine under wishes, rounds and bounds. It knows nothing of people."""

from collections import deque
from heapq import heappop, heappush

INFINITE = 1 << 60


class Flow:
    """A network with whole capacities and whole costs ≥ 0, solved by primal-dual with blocking flows.

    Every phase finds all cheapest paths of one length at once, so the cost is the number of different path
    lengths (few, because wishes have few ranks) times the number of arcs.
    """

    def __init__(self, nodes: int) -> None:
        self.heads: list[int] = []
        self.left: list[int] = []
        self.costs: list[int] = []
        self.out: list[list[int]] = [[] for _ in range(nodes)]
        self.potential: list[int] = [0] * nodes
        self.amount = 0
        self.cost = 0

    def node(self) -> int:
        self.out.append([])
        self.potential.append(0)
        return len(self.out) - 1

    def arc(self, tail: int, head: int, capacity: int, cost: int = 0) -> int:
        """Add an arc and name it by its number; its twin `number ^ 1` carries what could be taken back."""
        number = len(self.heads)
        self.heads += (head, tail)
        self.left += (capacity, 0)
        self.costs += (cost, -cost)
        self.out[tail].append(number)
        self.out[head].append(number + 1)
        return number

    def on(self, arc: int) -> int:
        """What flows on this arc."""
        return self.left[arc ^ 1]

    def send(self, source: int, sink: int) -> "Flow":
        """Send as much as possible as cheaply as possible; afterwards the potentials are optimal prices."""
        while self._reach(source, sink):
            path_cost = self.potential[sink] - self.potential[source]
            while levels := self._levels(source, sink):
                sent = self._block(source, sink, levels)
                self.amount += sent
                self.cost += sent * path_cost
        return self

    def _reach(self, source: int, sink: int) -> bool:
        """Dijkstra on reduced costs; lifts the potentials so that cheapest paths cost nothing."""
        far = [INFINITE] * len(self.out)
        far[source] = 0
        heap = [(0, source)]
        heads, left, costs, potential = self.heads, self.left, self.costs, self.potential
        while heap:
            distance, node = heappop(heap)
            if distance > far[node]:
                continue
            if node == sink:
                break
            base = distance + potential[node]
            for arc in self.out[node]:
                if left[arc]:
                    head = heads[arc]
                    reached = base + costs[arc] - potential[head]
                    if reached < far[head]:
                        far[head] = reached
                        heappush(heap, (reached, head))
        limit = far[sink]
        if limit == INFINITE:
            return False
        for node, distance in enumerate(far):
            potential[node] += min(distance, limit)
        return True

    def _levels(self, source: int, sink: int) -> list[int]:
        """Breadth-first levels over arcs that cost nothing now; empty when the sink is out of reach."""
        levels = [-1] * len(self.out)
        levels[source] = 0
        queue = deque([source])
        heads, left, costs, potential = self.heads, self.left, self.costs, self.potential
        while queue:
            node = queue.popleft()
            for arc in self.out[node]:
                head = heads[arc]
                if levels[head] < 0 and left[arc] and costs[arc] + potential[node] == potential[head]:
                    levels[head] = levels[node] + 1
                    queue.append(head)
        return levels if levels[sink] >= 0 else []

    def _block(self, source: int, sink: int, levels: list[int]) -> int:
        """Fill free-of-cost paths of rising level until none is left."""
        heads, left, costs, potential, out = self.heads, self.left, self.costs, self.potential, self.out
        upto = [0] * len(out)
        total = 0
        path: list[int] = []
        node = source
        while True:
            if node == sink:
                room = min(left[arc] for arc in path)
                for arc in path:
                    left[arc] -= room
                    left[arc ^ 1] += room
                total += room
                path.clear()
                node = source
                continue
            arcs = out[node]
            while upto[node] < len(arcs):
                arc = arcs[upto[node]]
                head = heads[arc]
                if (
                    left[arc]
                    and levels[head] == levels[node] + 1
                    and costs[arc] + potential[node] == potential[head]
                ):
                    path.append(arc)
                    node = head
                    break
                upto[node] += 1
            else:
                if node == source:
                    return total
                node = heads[path.pop() ^ 1]
                upto[node] += 1

    def reachable(self, source: int) -> set[int]:
        """Nodes that could still receive: the near side of a smallest cut, which names what is too scarce."""
        seen, queue = {source}, deque([source])
        while queue:
            for arc in self.out[queue.popleft()]:
                if self.left[arc] and self.heads[arc] not in seen:
                    seen.add(self.heads[arc])
                    queue.append(self.heads[arc])
        return seen
