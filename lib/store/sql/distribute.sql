-- Distributes the tables of graphs over the workers of a Citus cluster. To be run once, on the coordinator, after the
-- tables have been made (`npm run import` makes them, or the first server that starts) and before any graph is loaded.
-- Partitions of later releases are distributed with their tables; nothing else has to be done for them.
--
-- A neighbourhood, an entity's record and its facets lie on one shard each, and those of an entity on the same one.
-- A tile asks the shards of its cells; a search asks all of them, each for a bounded number of names.

create extension if not exists citus;

select create_reference_table('graph_release');
select create_reference_table('facet_value');
select create_reference_table('community');

select create_distributed_table('entity', 'entity_id');
select create_distributed_table('adjacency', 'entity_id', colocate_with => 'entity');
select create_distributed_table('entity_name', 'entity_id', colocate_with => 'entity');
select create_distributed_table('entity_facet', 'entity_id', colocate_with => 'entity');

select create_distributed_table('search_list', 'beginning', colocate_with => 'none');

select create_distributed_table('tile_entity', 'cell', colocate_with => 'none');
select create_distributed_table('tile_density', 'cell', colocate_with => 'tile_entity');

select create_distributed_table('graph_document', 'graph_version', colocate_with => 'none');
